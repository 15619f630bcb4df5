/* In place of a list of texts: the chosen picture with its thumbnail, and the dialog. The list stays what is sent. */

import { make } from "desk/dialogs"
import { choosePictures } from "desk/pictures"

let number = 0

function enhance(box) {
  const select = box.querySelector("select")
  if (box.choice || select.name.includes("__prefix__")) return
  const words = JSON.parse(box.dataset.words)
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`)
  const of = select.getAttribute("aria-label") || label?.textContent.trim().replace(/:$/, "") || ""
  const image = box.querySelector("img") || make("img", { class: "desk-picked", alt: "" })
  const name = make("span", { class: "desk-choice-name", id: `desk-choice-${++number}` })
  const choose = make("button", { type: "button", class: "button", "aria-describedby": name.id })
  const remove = make("button", { type: "button", class: "button", "aria-label": `${of}: ${words.remove}` }, words.remove)
  const shown = make("div", { class: "desk-choice-shown" }, name, make("span", { class: "desk-choice-buttons" }, choose, remove))
  box.append(image, shown)
  select.hidden = true
  select.classList.add("desk-choice-list")

  const show = () => {
    const isChosen = select.value !== ""
    image.hidden = !isChosen
    remove.hidden = !isChosen || "required" in box.dataset
    name.textContent = isChosen ? select.selectedOptions[0].textContent : ""
    choose.textContent = isChosen ? words.change : words.choose
    choose.setAttribute("aria-label", `${of}: ${choose.textContent}`)
  }
  const set = (picture) => {
    if (picture && ![...select.options].some((option) => option.value === String(picture.id))) {
      select.append(make("option", { value: picture.id }, picture.name))
    }
    select.value = picture ? picture.id : ""
    if (picture) for (const [key, value] of [["src", picture.thumbnail], ["width", picture.width], ["height", picture.height]]) image.setAttribute(key, value)
    show()
    select.dispatchEvent(new Event("change", { bubbles: true }))
  }
  const ask = async (files = []) => {
    const picture = await choosePictures({ words, libraryUrl: box.dataset.library, files })
    if (picture) set(picture)
    choose.focus()
  }
  choose.addEventListener("click", () => ask())
  remove.addEventListener("click", () => {
    set(null)
    choose.focus()
  })
  label?.addEventListener("click", () => choose.focus())
  box.addEventListener("dragover", (event) => event.preventDefault())
  box.addEventListener("drop", (event) => {
    event.preventDefault()
    if (event.dataTransfer.files.length) ask([...event.dataTransfer.files].slice(0, 1))
  })
  box.choice = { set, select, words }
  show()
}

/* Rows with a picture each get one button in place of the empty row's: it adds several at once. */
function offerSeveral(rows) {
  const box = rows.querySelector("template")?.content.querySelector(".desk-choice")
  if (!box) return
  const words = JSON.parse(box.dataset.words)
  const button = make("button", { type: "button", class: "button" }, words.addSeveral)
  button.addEventListener("click", async () => {
    const pictures = await choosePictures({ words, libraryUrl: box.dataset.library, several: true })
    const kept = rows.querySelectorAll(".desk-row:not(.desk-row-removed) .desk-choice select")
    const there = new Set([...kept].map((select) => select.value))
    /* Each choice in the empty row brings the next one: static/admin_desk/rows.js. */
    for (const picture of pictures || []) {
      if (!there.has(String(picture.id))) rows.querySelector(".desk-row-empty .desk-choice")?.choice.set(picture)
    }
    button.focus()
  })
  rows.append(make("p", { class: "desk-choice-several" }, button))
}

document.addEventListener("formset:added", (event) => event.target.querySelectorAll(".desk-choice").forEach(enhance), true)
document.querySelectorAll(".desk-choice").forEach(enhance)
document.querySelectorAll(".desk-rows").forEach(offerSeveral)
