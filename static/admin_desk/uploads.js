/* Files that were chosen or dropped in the picture dialog: each is described, then sent by itself. */

/* add(picture): a new one is in the library; choose(picture): it is the one that is wanted. */
export function takesUploads(page, words, { add, choose, chooseAtOnce }) {
  const drop = page.querySelector(".desk-drop")
  if (!drop) return { take: () => {}, isHolding: () => false } // whoever may not upload
  const input = drop.querySelector("input")
  const list = page.querySelector(".desk-uploads")
  const all = page.querySelector(".desk-upload-all")
  const send = all.querySelector("button")
  const template = page.querySelector("template").innerHTML
  const status = page.querySelector(".desk-pictures-status")
  const cards = () => [...list.children]
  const isHolding = () => list.children.length > 0
  let number = 0

  const take = (files) => {
    const pictures = [...files].filter((file) => file.type.startsWith("image/") || /\.(hei[cf]|jpe?g|png|webp)$/i.test(file.name))
    if (files.length && !pictures.length) status.textContent = words.noPicture
    const first = list.children.length
    for (const file of pictures) list.append(cardFor(file))
    all.hidden = !isHolding()
    list.children[first]?.querySelector("input:not([type=hidden]), textarea").focus()
  }

  const cardFor = (file) => {
    const holder = document.createElement("div")
    holder.innerHTML = template.replaceAll("__number__", ++number)
    const card = holder.firstElementChild
    card.file = file
    card.querySelector("h3").textContent = file.name
    const remove = document.createElement("button")
    remove.type = "button"
    remove.className = "button"
    remove.textContent = words.remove
    remove.setAttribute("aria-describedby", card.querySelector("h3").id)
    remove.addEventListener("click", () => {
      card.remove()
      all.hidden = !isHolding()
      ;(isHolding() ? list.querySelector(".desk-upload-picture button") : input).focus()
    })
    card.querySelector(".desk-upload-picture").append(remove)
    card.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.matches("input[type=text]")) return
      event.preventDefault()
      sendAll()
    })
    draw(file, card.querySelector("canvas"))
    return card
  }

  const sendAll = async () => {
    if (send.disabled) return
    send.disabled = true
    status.textContent = words.uploading
    const waiting = cards()
    const isOnlyOne = waiting.length === 1
    let wanted = null
    for (const card of waiting) wanted = await sent(card)
    send.disabled = false
    all.hidden = !isHolding()
    if (isHolding()) {
      status.textContent = ""
      list.querySelector("[aria-invalid=true], .errornote:not([hidden]) button")?.focus()
    } else if (chooseAtOnce && isOnlyOne) choose(wanted)
  }

  /* The picture, once the library has it; null when it was refused, with the sentences beside the fields. */
  const sent = async (card) => {
    const body = new FormData(card)
    body.append("file", card.file)
    const answer = await posted(page.dataset.upload, body, words)
    forget(card)
    if (!answer.picture) {
      refuse(card, answer)
      return null
    }
    card.remove()
    for (const other of cards()) passOn(body, other)
    add(answer.picture)
    return answer.picture
  }

  const refuse = (card, { errors, twin }) => {
    const note = card.querySelector(".errornote")
    for (const [name, sentences] of Object.entries(errors)) {
      const place = card.querySelector(`[data-error="${name}"]`)
      const field = card.elements[name]
      if (!place || !field) {
        note.append(sentences.join(" "), " ")
        continue
      }
      place.textContent = sentences.join(" ")
      field.setAttribute("aria-invalid", "true")
      field.setAttribute("aria-describedby", `${place.id} ${field.getAttribute("aria-describedby") || ""}`.trim())
    }
    if (twin) {
      const use = document.createElement("button")
      use.type = "button"
      use.className = "button"
      use.textContent = words.useTwin
      use.addEventListener("click", () => {
        card.remove()
        all.hidden = !isHolding()
        choose(twin)
      })
      note.append(use)
    }
    note.hidden = !note.childNodes.length
  }

  input.addEventListener("change", () => {
    take(input.files)
    input.value = ""
  })
  send.addEventListener("click", sendAll)
  page.addEventListener("dragover", (event) => {
    event.preventDefault()
    drop.classList.add("desk-drop-over")
  })
  page.addEventListener("dragleave", (event) => page.contains(event.relatedTarget) || drop.classList.remove("desk-drop-over"))
  page.addEventListener("drop", (event) => {
    event.preventDefault()
    drop.classList.remove("desk-drop-over")
    take(event.dataTransfer.files)
  })
  return { take, isHolding }
}

function forget(card) {
  const note = card.querySelector(".errornote")
  note.replaceChildren()
  note.hidden = true
  for (const place of card.querySelectorAll("[data-error]")) place.textContent = ""
  for (const field of card.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid")
    field.setAttribute("aria-describedby", field.getAttribute("aria-describedby").replace(`${field.id}_error`, "").trim())
  }
}

/* Pictures of one event have one maker and one licence: what is still empty is filled in. */
function passOn(body, card) {
  for (const name of ["licence", "credit_az", "credit_en"]) card.elements[name].value ||= body.get(name)
}

async function posted(address, body, words) {
  try {
    const response = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } })
    if (response.redirected) return { errors: { __all__: [words.signedOut] } }
    return await response.json()
  } catch {
    return { errors: { __all__: [words.uploadFailed] } }
  }
}

/* Small, and without an address: the site's policy lets a page show no blob: addresses. */
async function draw(file, canvas) {
  try {
    const bitmap = await createImageBitmap(file, { resizeWidth: 320, resizeQuality: "medium" })
    canvas.width = bitmap.width
    canvas.height = bitmap.height
    canvas.getContext("bitmaprenderer").transferFromImageBitmap(bitmap)
  } catch {
    canvas.remove() // no picture: the site says so
  }
}
