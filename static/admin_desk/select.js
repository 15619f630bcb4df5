/* What select2 leaves unsaid: the name of each field it replaces, and roles that fit what it shows. */

function nameOf(select) {
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`)
  return select.getAttribute("aria-label") || (label ? label.textContent.trim().replace(/:$/, "") : "")
}

function mend(select) {
  const container = select.nextElementSibling
  if (!container?.classList.contains("select2")) return
  const selection = container.querySelector(".select2-selection")
  const shown = container.querySelector(".select2-selection__rendered")
  const name = nameOf(select)
  if (selection && selection.getAttribute("aria-label") !== name) {
    selection.removeAttribute("aria-labelledby")
    selection.setAttribute("aria-label", name)
  }
  if (shown && shown.getAttribute("role") === "textbox") {
    shown.removeAttribute("role")
    shown.removeAttribute("aria-readonly")
  }
  if (shown?.tagName === "UL") shown.setAttribute("role", "presentation")
  container.querySelector(".select2-search__field")?.setAttribute("aria-label", name)
}

function mendAll() {
  document.querySelectorAll("select.admin-autocomplete").forEach(mend)
  document.querySelectorAll(".select2-container--open > .select2-dropdown .select2-search__field").forEach((field) => {
    const open = document.querySelector(".select2-container--open .select2-selection")
    if (open) field.setAttribute("aria-label", open.getAttribute("aria-label"))
  })
}

new MutationObserver(mendAll).observe(document.body, { childList: true, subtree: true })
mendAll()
