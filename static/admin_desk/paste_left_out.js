/* What a paste cannot bring along, counted by kind; the pictures that it holds whole are kept apart, to be uploaded. */

const PLAIN = /^(inherit|initial|unset|none|auto|transparent|currentcolor|windowtext|black|white|silver|dimgr[ae]y|gr[ae]y)\b/i
const COLOUR = /(?:^|;)\s*(?:color|background|background-color|mso-highlight)\s*:\s*([^;]+)/gi
const GREY = 40 // how far apart the channels of a grey may lie
const TRACKER = 2 // pixels
const WHOLE = /^data:(image\/(?!svg)[\w.+-]+);base64$/

/* { leftOut: {kind: how many}, alts: [of pictures left out], pictures: [File, whole] }; removes what must not reach the text. */
export function takeOut(page, library) {
  const [pictures, alts] = [[], []]
  let left = 0
  for (const image of page.querySelectorAll("img")) {
    const source = image.getAttribute("src") ?? ""
    if (source.startsWith(library)) continue
    image.remove()
    if (isTracker(image)) continue
    const whole = asFile(source, image.alt || `${pictures.length + 1}`)
    if (whole) pictures.push(whole)
    else left++
    if (!whole && image.alt.trim()) alts.push(image.alt.trim())
  }
  const leftOut = {
    pictures: left,
    videos: outermost(page, "iframe, video, audio, embed, object", () => true).length,
    colours: outermost(page, "[data-style], font[color], mark", isColoured).length,
    underlines: outermost(page, "u, [data-style]", isUnderlined).length,
    crossings: outermost(page, "s, strike, del, [data-style]", isCrossedOut).length,
    comments: page.querySelectorAll(".msocomanchor").length,
  }
  const gone = 'iframe, video, audio, embed, object, .MsoCommentReference, .msocomanchor, [data-style*="mso-element:comment-list" i]'
  page.querySelectorAll(gone).forEach((node) => node.remove())
  page.querySelectorAll("figure").forEach((figure) => figure.querySelector("img") || figure.replaceWith(...withoutPicture(figure)))
  return { leftOut, alts, pictures }
}

const isTracker = (image) => ["width", "height"].some((name) => image.hasAttribute(name) && parseInt(image.getAttribute(name)) <= TRACKER)

/* The picture of a data: address; null for any other address, and for one that holds no picture. */
function asFile(source, name) {
  const [head, content] = source.split(",", 2)
  const type = WHOLE.exec(head)?.[1]
  try {
    return type ? new File([Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))], name, { type }) : null
  } catch {
    return null
  }
}

/* Those that pass and stand in no other one that does. */
function outermost(page, selector, test) {
  const found = []
  for (const node of page.querySelectorAll(selector)) {
    if (!found.at(-1)?.contains(node) && test(node)) found.push(node)
  }
  return found
}

const hasWords = (node) => Boolean(node.textContent.trim())
const isOfLink = (node) => Boolean(node.closest("a[href]") || node.querySelector("a[href]"))
const style = (node) => node.dataset.style ?? ""

function isColoured(node) {
  if (!hasWords(node) || node.closest("a[href]")) return false
  const colours = [...style(node).matchAll(COLOUR)].map(([, colour]) => colour)
  return node.tagName === "MARK" || [...colours, node.getAttribute("color") ?? ""].some(isColour)
}

function isColour(text) {
  const value = text.trim()
  if (!value || PLAIN.test(value)) return false
  const channels = channelsOf(value)
  return !channels || Math.max(...channels) - Math.min(...channels) > GREY
}

function channelsOf(value) {
  const decimal = /^rgba?\(\s*(\d+)[,\s]+(\d+)[,\s]+(\d+)/i.exec(value)
  if (decimal) return decimal.slice(1).map(Number)
  const hex = /^#([\da-f]{3}|[\da-f]{6})\b/i.exec(value)?.[1]
  return hex && (hex.length === 3 ? [...hex].map((digit) => digit + digit) : hex.match(/../g)).map((part) => parseInt(part, 16))
}

const isUnderlined = (node) => hasWords(node) && !isOfLink(node) && (node.tagName === "U" || /text-decoration[^;]*underline/i.test(style(node)))
const isCrossedOut = (node) => hasWords(node) && (/^(S|STRIKE|DEL)$/.test(node.tagName) || /text-decoration[^;]*line-through/i.test(style(node)))

function withoutPicture(figure) {
  const title = figure.querySelector("figcaption")
  if (title && hasWords(title)) {
    const paragraph = figure.ownerDocument.createElement("p")
    paragraph.append(...title.childNodes)
    title.replaceWith(paragraph)
  } else title?.remove()
  return figure.childNodes
}
