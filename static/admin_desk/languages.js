/* One language or both: the way of looking is remembered by this browser. Without it both stand on the page. */

for (const columns of document.querySelectorAll(".desk-languages[data-words-both]")) {
  const sections = [...columns.querySelectorAll("[data-language]")]
  const wide = window.matchMedia("(min-width: 70rem)")
  const bar = document.createElement("div")
  bar.className = "desk-choose-language"
  bar.setAttribute("role", "group")
  bar.setAttribute("aria-label", columns.dataset.wordsLabel)
  const nameOf = (section) => section.querySelector("h2").textContent.replace(/\s+/g, " ").trim()
  const choices = [["both", columns.dataset.wordsBoth], ...sections.map((section) => [section.dataset.language, nameOf(section)])]
  const buttons = choices.map(([value, words]) => {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = words
    button.addEventListener("click", () => {
      localStorage.setItem("desk.language", value)
      show(value)
    })
    bar.append(button)
    return [value, button]
  })
  const show = (value) => {
    columns.dataset.shown = value
    sections.forEach((section) => (section.hidden = value !== "both" && section.dataset.language !== value))
    buttons.forEach(([name, button]) => button.setAttribute("aria-pressed", String(name === value)))
  }
  const hasError = (language) => columns.querySelector(`[data-language="${language}"] .errors`)
  const remembered = localStorage.getItem("desk.language")
  const known = choices.some(([value]) => value === remembered)
  const start = known ? remembered : wide.matches ? "both" : sections[0].dataset.language
  columns.before(bar)
  show(sections.some((section) => section.dataset.language !== start && start !== "both" && hasError(section.dataset.language)) ? "both" : start)
}
