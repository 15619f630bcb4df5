/* What is pasted from Word, Google Docs and web pages becomes clean structure. The editor's schema drops
   whatever it does not know; this gives it back what those programs write in ways that no schema understands. */

import { takeOut } from "desk/paste_left_out"
import { mendLinks } from "desk/paste_notes"
import { makeTableHeaders } from "desk/paste_tables"

const LIST = /mso-list:\s*l(\d+)\s+level(\d+)/i
const LEVELS = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" }
const EMPHASIS = [
  [/font-weight:\s*([6-9]00|bold)/i, "strong"], [/font-style:\s*italic/i, "em"],
  [/vertical-align:\s*super/i, "sup"], [/vertical-align:\s*sub\b/i, "sub"],
]

/* { html, leftOut: {kind: how many}, alts, pictures }: the clean text and what could not come along (paste_left_out.js).
   Styles are renamed before anything parses them: they are read here, and the page's policy never meets one. */
export function cleanPasted(html, library) {
  const unstyled = html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/\sstyle\s*=/gi, " data-style=")
  const page = new DOMParser().parseFromString(unstyled, "text/html")
  dropNoise(page)
  const { leftOut, alts, pictures } = takeOut(page, library)
  if (!page.querySelector("[data-pm-slice]")) leftOut.deadLinks = cleanForeign(page, html)
  return { html: page.body.innerHTML, leftOut, alts, pictures }
}

/* What comes from anywhere but an editor like this one. Returns how many of its links were dead. */
function cleanForeign(page, html) {
  if (html.includes("schemas-microsoft-com")) dropGuessedLanguages(page)
  unwrapGoogleBold(page)
  keepEmphasis(page)
  makeLists(page)
  const dead = mendLinks(page)
  makeTableHeaders(page)
  renameHeadings(page)
  keepLines(page)
  dropEmptyParagraphs(page)
  return dead
}

function dropNoise(page) {
  page.querySelectorAll("script, meta, link, title, xml, o\\:p").forEach((node) => node.remove())
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
  for (const [pattern, tag] of EMPHASIS) {
    page.querySelectorAll("span[data-style]").forEach((span) => {
      if (!pattern.test(span.dataset.style)) return
      span.append(emphasised(page, tag, span.childNodes))
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

/* A list of terms, and lines that only their own spaces and breaks set apart, become paragraphs. */
function keepLines(page) {
  page.querySelectorAll("dt, dd").forEach((node) => {
    const paragraph = page.createElement("p")
    paragraph.append(...node.childNodes)
    if (node.tagName === "DT") paragraph.replaceChildren(emphasised(page, "strong", paragraph.childNodes))
    node.replaceWith(paragraph)
  })
  page.querySelectorAll("pre").forEach((node) => {
    const lines = node.textContent.trimEnd().split("\n")
    const paragraph = page.createElement("p")
    lines.forEach((line, place) => paragraph.append(...(place ? [page.createElement("br")] : []), line))
    node.replaceWith(paragraph)
  })
}

function emphasised(page, tag, children) {
  const emphasis = page.createElement(tag)
  emphasis.append(...children)
  return emphasis
}

function dropEmptyParagraphs(page) {
  page.querySelectorAll("p, h2, h3, span").forEach((node) => {
    if (!node.textContent.replace(/\u00a0/g, " ").trim() && !node.querySelector("br, table, img")) node.remove()
  })
}
