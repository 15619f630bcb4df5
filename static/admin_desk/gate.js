/* A sentence of the gate leads to its field: into the editor's text, and into the language that is not shown now. */

const EDITABLE = "input:not([type=hidden]), select, textarea, button, a[href], [tabindex]"

function goTo(id) {
  const place = document.getElementById(id)
  if (!place) return false
  const section = place.closest("[data-language]")
  if (section?.hidden) document.querySelector(".desk-choose-language button")?.click()
  const target = place.deskEditor ? place.parentElement : place
  target.scrollIntoView({ block: "center" })
  if (place.deskEditor) place.deskEditor.commands.focus()
  else if (place.nextElementSibling?.classList.contains("select2")) place.nextElementSibling.querySelector("[tabindex], input")?.focus()
  else (place.matches(EDITABLE) ? place : place.querySelector(EDITABLE))?.focus()
  return true
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-desk-jump]")
  if (link && goTo(link.dataset.deskJump)) event.preventDefault()
})

/* From an act's page one arrives with the field in the address; the editors are built after this script. */
window.addEventListener("load", () => {
  const id = decodeURIComponent(location.hash.slice(1))
  if (id) goTo(id)
})
