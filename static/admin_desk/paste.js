/* What is pasted from Word, Google Docs and web pages becomes clean structure. The editor's schema drops
   whatever it does not know; this gives it back what those programs write in ways that no schema understands. */

const LIST = /mso-list:\s*l(\d+)\s+level(\d+)/i
const LEVELS = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" }

/* Styles are renamed before anything parses them: they are read here, and the page's policy never meets one. */
export function cleanPasted(html) {
  const unstyled = html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/\sstyle\s*=/gi, " data-style=")
  const page = new DOMParser().parseFromString(unstyled, "text/html")
  dropNoise(page)
  if (html.includes("schemas-microsoft-com")) dropGuessedLanguages(page)
  unwrapGoogleBold(page)
  keepEmphasis(page)
  makeLists(page)
  renameHeadings(page)
  dropEmptyParagraphs(page)
  return page.body.innerHTML
}

function dropNoise(page) {
  page.querySelectorAll("script, meta, link, title, xml, o\\:p, img").forEach((node) => node.remove())
  const comments = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT)
  const found = []
  while (comments.nextNode()) found.push(comments.currentNode)
  found.forEach((node) => node.remove())
}

/* Word writes the language that its spelling checker was set to, on every run of text. */
function dropGuessedLanguages(page) {
  page.querySelectorAll("[lang]").forEach((node) => node.removeAttribute("lang"))
}

function unwrapGoogleBold(page) {
  page.querySelectorAll('b[id^="docs-internal"], b[data-style*="font-weight:normal"]').forEach((node) => node.replaceWith(...node.childNodes))
}

function keepEmphasis(page) {
  for (const [pattern, tag] of [[/font-weight:\s*([6-9]00|bold)/i, "strong"], [/font-style:\s*italic/i, "em"]]) {
    page.querySelectorAll("span[data-style]").forEach((span) => {
      if (!pattern.test(span.dataset.style)) return
      const emphasis = page.createElement(tag)
      emphasis.append(...span.childNodes)
      span.append(emphasis)
    })
  }
}

const placeIn = (paragraph) => LIST.exec(paragraph.dataset.style || "")

/* Word writes a list as paragraphs, each with its bullet or number as text in front. */
function makeLists(page) {
  const paragraphs = [...page.querySelectorAll("p[data-style]")].filter(placeIn)
  let open = []
  let previous = null
  let number = null
  for (const paragraph of paragraphs) {
    const [, listNumber, itsLevel] = placeIn(paragraph)
    if (previous !== paragraph.previousElementSibling || listNumber !== number) open = []
    number = listNumber
    const level = Math.min(Number(itsLevel), open.length + 1)
    const item = page.createElement("li")
    const kind = takeMarker(paragraph)
    open.length = Math.min(open.length, level)
    if (open.length < level) {
      const list = page.createElement(kind)
      if (level === 1) paragraph.before(list)
      else open[level - 2].lastElementChild.append(list)
      open.push(list)
    }
    item.append(...paragraph.childNodes)
    open[level - 1].append(item)
    paragraph.remove()
    previous = open[0]
  }
}

function takeMarker(paragraph) {
  const marker = paragraph.querySelector('[data-style*="mso-list:Ignore" i], [data-style*="mso-list: Ignore" i]')
  const text = marker ? marker.textContent : ""
  marker?.remove()
  return /^\s*[\p{L}\d]{1,4}[.)]/u.test(text) ? "ol" : "ul"
}

function renameHeadings(page) {
  page.querySelectorAll("h1, h4, h5, h6").forEach((heading) => {
    const renamed = page.createElement(LEVELS[heading.tagName])
    renamed.append(...heading.childNodes)
    heading.replaceWith(renamed)
  })
}

function dropEmptyParagraphs(page) {
  page.querySelectorAll("p, h2, h3, span").forEach((node) => {
    if (!node.textContent.replace(/\u00a0/g, " ").trim() && !node.querySelector("br, table")) node.remove()
  })
}
