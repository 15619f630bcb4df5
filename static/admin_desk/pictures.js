/* The picture dialog: the library as a grid with search and filters, and the upload of several files.
   Its inside comes from the site (templates/admin/news/image/library.html), once for each opening. */

import { make } from "desk/dialogs"
import { takesUploads } from "desk/uploads"

/* Resolves with the chosen picture, with `several` with a list of them; null when the dialog was closed.
   `files`: pictures that are to be uploaded and described first, from the clipboard for example. */
export function choosePictures({ words, libraryUrl, several = false, files = [] }) {
  return new Promise((resolve) => {
    const heading = make("h2", { id: "desk-pictures-title" }, words.image)
    const status = make("p", { role: "status" }, words.loading)
    const inside = make("div", {}, status)
    const cancel = make("button", { type: "button", class: "button" }, words.cancel)
    const take = make("button", { type: "button", class: "button default", hidden: true }, words.take || "")
    const buttons = make("div", { class: "desk-dialog-buttons" }, take, cancel)
    const dialog = make("dialog", { class: "desk-dialog desk-pictures-dialog", "aria-labelledby": heading.id }, heading, inside, buttons)
    const chosen = new Map()
    let answer = null
    let library = null

    const finish = (value) => {
      answer = value
      dialog.close()
    }
    const choose = (picture) => {
      if (!several) return finish(picture)
      if (!chosen.delete(picture.id)) chosen.set(picture.id, picture)
      take.hidden = !chosen.size
      library.showChosen(chosen)
    }
    const mayClose = () => !library?.holdsUploads() || window.confirm(library.words.lose)
    take.addEventListener("click", () => finish([...chosen.values()]))
    cancel.addEventListener("click", () => mayClose() && dialog.close())
    dialog.addEventListener("cancel", (event) => mayClose() || event.preventDefault())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(answer)
    })
    document.body.append(dialog)
    dialog.showModal()

    fetched(libraryUrl).then((page) => {
      if (!page) return (status.textContent = words.failed)
      inside.replaceChildren(page)
      library = opened(page, { libraryUrl, several, choose, isChosen: (picture) => chosen.has(picture.id) })
      library.take(files)
    })
  })
}

/* The same for a text in one language, as a list; several when there are several files to upload. */
export async function askPictures({ language, files, ...options }) {
  const chosen = await choosePictures({ ...options, files, several: files.length > 1 })
  return [chosen ?? []].flat().map((picture) => ({
    src: picture.url, width: picture.width, height: picture.height,
    alt: picture.alt[language] || "", caption: picture.caption[language] || "",
  }))
}

function opened(page, { libraryUrl, several, choose, isChosen }) {
  const words = JSON.parse(page.dataset.words)
  const filters = page.querySelector(".desk-filters")
  const status = page.querySelector(".desk-pictures-status")
  const grid = page.querySelector(".desk-tiles")
  const more = page.querySelector(".desk-pictures-more")
  const next = more.querySelector("button")
  const pictureOf = (tile) => JSON.parse(tile.dataset.picture)
  const tiles = () => grid.querySelectorAll(".desk-tile")
  const showChosen = () => several && tiles().forEach((tile) => tile.setAttribute("aria-pressed", String(isChosen(pictureOf(tile)))))

  /* An answer that comes late is not shown over a newer one. */
  let asked = 0
  const show = async (number) => {
    const mine = ++asked
    const query = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value))
    if (number) query.set("p", number)
    const found = await fetched(`${libraryUrl}?${query}`)
    if (mine !== asked) return
    if (!found) return (status.textContent = words.failed)
    const shown = [...found.querySelector(".desk-tiles").children]
    if (!number) grid.replaceChildren()
    grid.append(...shown)
    status.textContent = grid.children.length ? "" : words.nothingFound
    const following = found.querySelector(".desk-pictures-more")
    more.hidden = following.hidden
    next.dataset.next = following.querySelector("button").dataset.next
    showChosen()
    if (number) shown[0]?.querySelector(".desk-tile").focus()
  }
  let timer
  filters.elements.q.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(show, 250)
  })
  filters.addEventListener("change", () => show())
  filters.addEventListener("submit", (event) => {
    event.preventDefault()
    show()
  })
  next.addEventListener("click", () => show(next.dataset.next))
  grid.addEventListener("click", (event) => {
    const tile = event.target.closest(".desk-tile")
    if (tile) choose(pictureOf(tile))
  })
  showChosen()
  filters.elements.q.focus()

  const uploads = takesUploads(page, words, {
    add: (picture) => {
      status.textContent = words.uploaded
      const image = make("img", { src: picture.thumbnail, alt: "", width: picture.width, height: picture.height })
      const name = make("span", { class: "desk-tile-name" }, picture.name)
      grid.prepend(make("li", {}, make("button", { type: "button", class: "desk-tile", "data-picture": JSON.stringify(picture) }, image, name)))
      if (several) choose(picture)
    },
    choose,
    chooseAtOnce: !several,
  })
  return { words, showChosen, take: uploads.take, holdsUploads: uploads.isHolding }
}

async function fetched(address) {
  try {
    const response = await fetch(address)
    const page = new DOMParser().parseFromString(await response.text(), "text/html").querySelector(".desk-pictures")
    return response.ok ? page : null
  } catch {
    return null
  }
}
