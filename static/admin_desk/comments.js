/* A comment on what stands in the form, without leaving it. Where no script runs, the link leads to the comments' page. */

import { ask, make } from "desk/dialogs"

const link = document.getElementById("desk-comment-new")
const form = document.getElementById("edition_form")
const status = document.getElementById("desk-row-status")
const words = JSON.parse(link.dataset.words)
const fields = new Map(words.fields)

/* The text that was last written in, and the words that are selected there. */
let about = { field: "", passage: "" }

function remember() {
  const active = document.activeElement
  const name = active?.name || active?.closest?.(".desk-editor")?.previousElementSibling?.name
  if (!fields.has(name)) return
  const isPlain = active.name === name
  const selected = isPlain ? active.value.slice(active.selectionStart, active.selectionEnd) : document.getSelection().toString()
  about = { field: name, passage: selected.replace(/\s+/g, " ").trim().slice(0, words.longestPassage) }
}

const labelled = (label, control) => make("p", { class: "desk-dialog-field" }, make("label", { for: control.id }, label), control)

async function send(comment) {
  try {
    const response = await fetch(link.href, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body: new URLSearchParams(comment),
    })
    const isOurs = !response.redirected && response.headers.get("Content-Type") === "application/json"
    return isOurs ? await response.json() : { errors: [words.failed] }
  } catch {
    return { errors: [words.failed] }
  }
}

async function write() {
  const { field, passage } = about
  const options = words.fields.map(([name, label]) => make("option", { value: name, selected: name === field }, label))
  const choice = make("select", { id: "desk-comment-field" }, ...options)
  const quoted = make("blockquote", { class: "desk-comment-passage", lang: field.slice(-2) || null, hidden: !passage }, make("p", {}, passage))
  const text = make("textarea", { id: "desk-comment-text", rows: 4, maxlength: words.longest, autofocus: true, "aria-describedby": "desk-comment-help" })
  const help = make("p", { class: "help", id: "desk-comment-help" }, words.help)
  const error = make("p", { class: "errornote", role: "alert", hidden: true })
  choice.addEventListener("change", () => (quoted.hidden = !passage || choice.value !== field))
  const rows = [error, labelled(words.about, choice), quoted, labelled(words.text, text), help]
  let isBusy = false
  const accept = () => {
    if (!isBusy) {
      isBusy = true
      send({ field: choice.value, passage: quoted.hidden ? "" : passage, text: text.value }).then((answer) => {
        isBusy = false
        if (answer.comments) return text.closest("dialog").finish(answer)
        error.textContent = answer.errors.join(" ")
        error.hidden = false
        text.setAttribute("aria-invalid", "true")
        text.focus()
      })
    }
    return null
  }
  const answer = await ask(words.write, words, rows, accept, words.keep)
  if (!answer) return
  const listed = new DOMParser().parseFromString(answer.comments, "text/html")
  document.getElementById("desk-comments").replaceChildren(...listed.body.childNodes)
  status.textContent = answer.said
}

document.addEventListener("selectionchange", remember)
form.addEventListener("focusin", remember)
link.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  write()
})
