/* The form's buttons by keys: Ctrl+S or Cmd+S saves, and one writes on where one was; Escape closes the menu. */

{
  const form = document.getElementById("edition_form")
  const save = form.querySelector("button[name=_save]")
  const menu = form.querySelector(".desk-more")
  const isSaving = ({ key, ctrlKey, metaKey, altKey }) => (ctrlKey || metaKey) && !altKey && ["s", "S", "ы", "Ы"].includes(key)

  /* A text is its textarea, and the place in it is the editor's. */
  function rememberPlace() {
    const text = document.activeElement.closest(".desk-editor")?.previousElementSibling
    const at = text?.deskEditor?.state.selection.from
    sessionStorage.setItem("desk.place", JSON.stringify({ id: (text || document.activeElement).id, at, until: Date.now() + 60000 }))
  }

  function backToPlace() {
    const place = JSON.parse(sessionStorage.getItem("desk.place"))
    sessionStorage.removeItem("desk.place")
    const field = place?.until > Date.now() && place.id && document.getElementById(place.id)
    if (field?.deskEditor) field.deskEditor.commands.focus(place.at)
    else if (field) field.focus()
  }

  document.addEventListener("keydown", (event) => {
    if (isSaving(event)) {
      event.preventDefault()
      if (event.repeat || document.querySelector("dialog[open]")) return
      rememberPlace()
      form.requestSubmit(save)
    } else if (event.key === "Escape" && menu.open) {
      menu.open = false
      menu.querySelector("summary").focus()
    }
  })
  document.addEventListener("click", ({ target }) => {
    if (!menu.contains(target)) menu.open = false
  })
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false
  })

  if (location.pathname.endsWith("/add/")) {
    const titles = [...form.querySelectorAll(".desk-title")]
    titles.find((title) => title.checkVisibility())?.focus()
  }
  /* The editors are built after this script. */
  addEventListener("load", backToPlace)
}
