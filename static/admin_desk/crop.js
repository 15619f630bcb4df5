/* The part of a picture by dragging over it. The four numbers stay what is sent, and work without this. */

const area = document.querySelector(".desk-crop")
const image = area.querySelector("img")
const whole = { width: Number(area.dataset.width), height: Number(area.dataset.height) }
const fields = ["left", "top", "width", "height"].map((name) => document.getElementById(`id_${name}`))
const part = document.createElement("div")
part.className = "desk-crop-part"
document.getElementById("desk-crop-help").hidden = false
area.append(part)

const inside = (value, most) => Math.min(most, Math.max(0, Math.round(value)))

function show() {
  const [left, top, width, height] = fields.map((field) => Number(field.value) || 0)
  const shown = { insetInlineStart: left / whole.width, insetBlockStart: top / whole.height, inlineSize: width / whole.width, blockSize: height / whole.height }
  for (const [property, share] of Object.entries(shown)) part.style[property] = `${Math.min(1, share) * 100}%`
}

function placeOf(event) {
  const box = image.getBoundingClientRect()
  return [
    inside(((event.clientX - box.left) / box.width) * whole.width, whole.width),
    inside(((event.clientY - box.top) / box.height) * whole.height, whole.height),
  ]
}

let start = null
image.addEventListener("pointerdown", (event) => {
  event.preventDefault()
  image.setPointerCapture(event.pointerId)
  start = placeOf(event)
})
image.addEventListener("pointermove", (event) => {
  if (!start) return
  const here = placeOf(event)
  const [left, right] = [start[0], here[0]].sort((one, other) => one - other)
  const [top, bottom] = [start[1], here[1]].sort((one, other) => one - other)
  const numbers = [left, top, right - left, bottom - top]
  fields.forEach((field, place) => (field.value = numbers[place]))
  show()
})
for (const name of ["pointerup", "pointercancel"]) image.addEventListener(name, () => (start = null))
for (const field of fields) field.addEventListener("input", show)
show()
