/* The rows of an edition: people, bodies, pictures and files. The last row is empty: choosing something in it adds it,
   and brings the next. Rows are put in order by dragging or with their buttons; without this script by their numbers. */

{
  const $ = window.django.jQuery
  const words = JSON.parse(document.getElementById("desk-row-words").textContent)
  const status = document.getElementById("desk-row-status")

  const SIGNS = { up: "↑", down: "↓", remove: "✕", keep: "↩" }
  const rowsOf = (list) => [...list.children]
  const fieldOf = (row) => row.querySelector(".desk-row-choice :is(select, input)")
  const isSaved = (row) => "name" in row.dataset
  const isRemoved = (row) => row.querySelector("[name$=-DELETE]")?.checked
  const named = (sentence, row) => sentence.replace("%(name)s", nameOf(row))

  function nameOf(row) {
    const field = fieldOf(row)
    if (field.type === "file") return field.files[0]?.name || row.dataset.name || ""
    return (field.selectedOptions ? field.selectedOptions[0]?.text : field.value) || ""
  }

  function isEmpty(row) {
    const field = fieldOf(row)
    return field.type === "file" ? !field.files.length && !isSaved(row) : !field.value
  }

  const inOrder = (list) => rowsOf(list).filter((row) => !isEmpty(row) && !isRemoved(row))

  function announce(sentence, row) {
    const rows = inOrder(row.parentElement)
    status.textContent = named(sentence, row).replace("%(place)s", rows.indexOf(row) + 1).replace("%(all)s", rows.length)
  }

  /* --- A new row ---------------------------------------------------------------------------- */

  function addRow(section) {
    const total = section.querySelector("[name$=-TOTAL_FORMS]")
    const most = Number(section.querySelector("[name$=-MAX_NUM_FORMS]").value)
    const template = section.querySelector("template")
    if (!template || Number(total.value) >= most) return null
    const list = section.querySelector(".desk-row-list")
    list.insertAdjacentHTML("beforeend", template.innerHTML.replaceAll("__prefix__", total.value))
    total.value = Number(total.value) + 1
    const row = list.lastElementChild
    prepare(row)
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: section.dataset.rows } }))
    return row
  }

  /* Something was chosen: it stands last, and what comes next has the focus. */
  function chosen(row) {
    const list = row.parentElement
    const others = inOrder(list).filter((one) => one !== row)
    const last = Math.max(-1, ...others.map((one) => Number(one.querySelector("[name$=-order]").value)))
    row.querySelector("[name$=-order]").value = last + 1
    row.classList.remove("desk-row-empty")
    name(row)
    announce(words.added, row)
    return addRow(list.closest(".desk-rows"))
  }

  function focusOn(row) {
    const field = fieldOf(row)
    const box = field.nextElementSibling
    const several = row.closest(".desk-rows").querySelector(".desk-choice-several button")
    setTimeout(() => (several || (box?.classList.contains("select2") ? box.querySelector("[tabindex]") : field)).focus())
  }

  $(document).on("change", ".desk-row-choice select", ({ target }) => {
    const row = target.closest(".desk-row")
    if (isEmpty(row)) return
    if (!row.classList.contains("desk-row-empty")) return name(row)
    const next = chosen(row)
    if (next) focusOn(next)
  })

  /* --- Files: several at once, each with a title from its name ---------------------------------- */

  const titleOf = (file) => file.name.replace(/\.[^.]+$/, "").replace(/[\s_]+/g, " ").trim()

  function take(row, file) {
    const one = new DataTransfer()
    one.items.add(file)
    fieldOf(row).files = one.files
    for (const title of row.querySelectorAll("[name*='-title_']")) title.value ||= titleOf(file)
  }

  document.addEventListener("change", ({ target }) => {
    if (!target.matches(".desk-row-choice input[type=file]") || !target.files.length) return
    let row = target.closest(".desk-row")
    if (!row.classList.contains("desk-row-empty")) return take(row, target.files[0])
    for (const file of [...target.files]) {
      if (!row) return
      take(row, file)
      row = chosen(row)
    }
  })

  /* --- Order, and removal ------------------------------------------------------------------------- */

  function number(list) {
    inOrder(list).forEach((row, place) => (row.querySelector("[name$=-order]").value = place))
  }

  function move(row, button, before) {
    if (before) {
      row.parentElement.insertBefore(row, before)
      number(row.parentElement)
      button.focus()
    }
    announce(words.moved, row)
  }

  function up(row, button) {
    const rows = inOrder(row.parentElement)
    move(row, button, rows[rows.indexOf(row) - 1])
  }

  function down(row, button) {
    const rows = inOrder(row.parentElement)
    move(row, button, rows[rows.indexOf(row) + 1]?.nextSibling)
  }

  function remove(row) {
    const mark = row.querySelector("[name$=-DELETE]")
    if (mark.checked) {
      mark.checked = false
      announce(words.kept, row)
    } else {
      status.textContent = named(words.removed, row)
      mark.checked = true
    }
    row.classList.toggle("desk-row-removed", mark.checked)
    if (mark.checked && !isSaved(row)) {
      row.hidden = true
      focusOn(rowsOf(row.parentElement).at(-1))
    }
    name(row)
  }

  function makeButton(row, word, act) {
    const button = document.createElement("button")
    button.type = "button"
    button.dataset.word = word
    button.addEventListener("click", () => act(row, button))
    return button
  }

  /* The buttons of a row say what it holds now. */
  function name(row) {
    for (const button of row.querySelectorAll(".desk-row-tools button")) {
      if (["remove", "keep"].includes(button.dataset.word)) button.dataset.word = isRemoved(row) ? "keep" : "remove"
      button.textContent = SIGNS[button.dataset.word]
      button.title = named(words[button.dataset.word], row)
      button.setAttribute("aria-label", button.title)
    }
  }

  function makeHandle(row) {
    const handle = document.createElement("span")
    handle.className = "desk-row-handle"
    handle.draggable = true
    handle.title = words.drag
    handle.setAttribute("aria-hidden", "true")
    handle.textContent = "⠿"
    handle.addEventListener("dragstart", (event) => {
      event.dataTransfer.effectAllowed = "move"
      event.dataTransfer.setDragImage(row, 0, 0)
      row.classList.add("desk-row-dragged")
    })
    handle.addEventListener("dragend", () => {
      row.classList.remove("desk-row-dragged")
      number(row.parentElement)
      announce(words.moved, row)
    })
    return handle
  }

  document.addEventListener("dragover", (event) => {
    const dragged = document.querySelector(".desk-row-dragged")
    const over = event.target.closest?.(".desk-row")
    if (!dragged || over?.parentElement !== dragged.parentElement) return
    event.preventDefault()
    if (over === dragged || over.classList.contains("desk-row-empty")) return
    const box = over.getBoundingClientRect()
    over.parentElement.insertBefore(dragged, event.clientY < box.y + box.height / 2 ? over : over.nextSibling)
  })
  document.addEventListener("drop", (event) => document.querySelector(".desk-row-dragged") && event.preventDefault())

  /* --- What stands on the page already --------------------------------------------------------------- */

  function prepare(row) {
    row.classList.toggle("desk-row-empty", isEmpty(row))
    const field = fieldOf(row)
    if (field.type === "file") field.multiple = isEmpty(row)
    const tools = document.createElement("span")
    tools.className = "desk-row-tools"
    tools.append(makeHandle(row), makeButton(row, "up", up), makeButton(row, "down", down))
    if (row.querySelector("[name$=-DELETE]")) tools.append(makeButton(row, "remove", remove))
    row.querySelector(".desk-row-choice").after(tools)
    name(row)
    if (isRemoved(row)) row.classList.add("desk-row-removed")
  }

  for (const section of document.querySelectorAll(".desk-rows")) {
    const list = section.querySelector(".desk-row-list")
    section.classList.add("desk-rows-live")
    rowsOf(list).forEach(prepare)
    /* What was sent and comes back stands in the order in which the rows were made. */
    if ("sent" in section.dataset) {
      const place = (row) => (isEmpty(row) ? Infinity : Number(row.querySelector("[name$=-order]").value))
      list.append(...rowsOf(list).sort((one, other) => place(one) - place(other)))
    }
    if (!list.querySelector(".desk-row-empty")) addRow(section)
  }
}
