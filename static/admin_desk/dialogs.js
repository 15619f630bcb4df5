/* The editor's dialogs: a link and a footnote. Native <dialog>, so Escape and focus are the browser's. */

import { completed, isAddress } from "desk/link_targets"

let number = 0

export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "")
    else if (value !== false && value != null) node.setAttribute(name, value)
  }
  node.append(...children)
  return node
}

/* Opens a dialog; resolves with what `accept` returns, or null when it was closed. */
export function ask(title, words, fields, accept, submitText = words.insert) {
  return new Promise((resolve) => {
    const heading = make("h2", { id: `desk-dialog-${++number}` }, title)
    const submit = submitText && make("button", { type: "submit", class: "button default" }, submitText)
    const cancel = make("button", { type: "button", class: "button" }, words.cancel)
    const form = make("form", { method: "dialog", novalidate: true }, heading, ...fields, make("div", { class: "desk-dialog-buttons" }, ...[submit, cancel].filter(Boolean)))
    const dialog = make("dialog", { class: "desk-dialog", "aria-labelledby": heading.id }, form)
    let answer = null
    const finish = (value) => {
      answer = value
      dialog.close()
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      const value = accept()
      if (value) finish(value)
    })
    cancel.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(answer)
    })
    dialog.finish = finish
    document.body.append(dialog)
    dialog.showModal()
  })
}

export function field(label, attributes) {
  const id = `desk-field-${++number}`
  const input = make("input", { id, ...attributes })
  return { input, row: make("p", { class: "desk-dialog-field" }, make("label", { for: id }, label), input) }
}

export function askNote(words) {
  const text = field(words.noteText, { type: "text", autocomplete: "off", autofocus: true })
  const help = make("p", { class: "help", id: `desk-help-${number}` }, words.noteHelp)
  text.input.setAttribute("aria-describedby", help.id)
  return ask(words.note, words, [text.row, help], () => text.input.value.trim() || null)
}

export function askLink({ words, targetsUrl, edition, language, href = "", needsText = false }) {
  const address = field(words.linkAddress, { type: "text", inputmode: "url", value: href, autofocus: true })
  const help = make("p", { class: "help", id: `desk-help-${number}` }, words.linkHelp)
  address.input.setAttribute("aria-describedby", help.id)
  const error = make("p", { class: "errornote", role: "alert", hidden: true }, words.badAddress)
  const text = needsText && field(words.linkText, { type: "text" })
  const find = field(words.linkFind, { type: "search", autocomplete: "off" })
  const found = make("ul", { class: "desk-dialog-found", "aria-live": "polite" })
  searchAsTyped(find.input, async (query) => {
    if (!query) return found.replaceChildren()
    const answer = await load(targetsUrl, { q: query, language, edition })
    const rows = answer ? answer.results : []
    found.replaceChildren(...rows.map((row) => make("li", {}, pick([make("span", { lang: language }, row.title), " ", make("small", {}, row.kind)], () => {
      address.input.value = row.url
      if (text && !text.input.value) text.input.value = row.title
      address.input.focus()
    }))))
    if (!rows.length) found.append(make("li", {}, answer ? words.nothingFound : words.failed))
  })
  const fields = [error, address.row, help, text && text.row, find.row, found].filter(Boolean)
  return ask(words.link, words, fields, () => {
    const value = completed(address.input.value.trim())
    error.hidden = isAddress(value)
    if (!error.hidden) {
      address.input.setAttribute("aria-invalid", "true")
      address.input.focus()
      return null
    }
    return { href: value, text: text ? text.input.value.trim() : "" }
  })
}

export function pick(label, chosen) {
  const button = make("button", { type: "button", class: "desk-dialog-pick" }, ...[label].flat())
  button.addEventListener("click", chosen)
  return button
}

function searchAsTyped(input, search) {
  let timer
  input.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(() => search(input.value.trim()), 250)
  })
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault()
  })
}

async function load(address, query) {
  try {
    const response = await fetch(`${address}?${new URLSearchParams(query)}`, { headers: { Accept: "application/json" } })
    return response.ok && !response.redirected ? await response.json() : null
  } catch {
    return null
  }
}
