// A scheduled edition that is dragged to another day: the form that stands beside it is filled in and sent.

const table = document.querySelector("[data-plan]")
let dragged = null

const takes = (cell) =>
  dragged && !("past" in cell.dataset) && !cell.contains(dragged)

for (const item of table.querySelectorAll("[data-movable]")) {
  item.draggable = true
  item.addEventListener("dragstart", (event) => {
    dragged = item
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", item.querySelector("a").textContent)
  })
  item.addEventListener("dragend", () => {
    dragged = null
  })
}

for (const cell of table.querySelectorAll("[data-day]")) {
  cell.addEventListener("dragover", (event) => {
    if (!takes(cell)) return
    event.preventDefault()
    cell.classList.add("desk-plan-target")
  })
  cell.addEventListener("dragleave", () => cell.classList.remove("desk-plan-target"))
  cell.addEventListener("drop", (event) => {
    cell.classList.remove("desk-plan-target")
    if (!takes(cell)) return
    event.preventDefault()
    const form = dragged.querySelector("form")
    form.elements.moment_0.value = cell.dataset.day
    form.requestSubmit()
  })
}
