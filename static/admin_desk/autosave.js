/* Keeps an open form every few seconds: in this browser at once, at the site when it can be reached.
   Says when that was, who else has the form open, and refuses to send the form into a void. */

const known = JSON.parse(document.getElementById("desk-autosave").textContent)
const form = document.getElementById("edition_form")
const words = known.words
const token = form.elements.draft_token.value
const prefix = `desk.text:${known.user}:${known.place}:`
const LOOK_EVERY = 1000
const SEND_AFTER = 3000
const SAY_SO_AFTER = 20000
const ONE_DOUBLE_CLICK = 1500

const status = document.getElementById("desk-autosave-status")
const presence = document.getElementById("desk-presence")
const clock = (moment) => new Intl.DateTimeFormat("az", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Asia/Baku" }).format(moment)
const say = (text) => status.textContent === text || (status.textContent = text)

/* --- What the form holds ------------------------------------------------------------------- */

function held() {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && name !== "csrfmiddlewaretoken" && !name.includes("__prefix__")) fields.append(name, value)
  }
  return fields.toString()
}

let lastSeen = held()
let lastKept = known.unsaved ? "" : lastSeen
let lastSent = lastKept
let changedAt = known.unsaved ? Date.now() : 0
let spokenAt = Date.now()
let leaving = false

/* --- In this browser ----------------------------------------------------------------------- */

function keepHere(sent = false) {
  try {
    localStorage.setItem(prefix + token, JSON.stringify({ at: Date.now(), sent, fields: held() }))
  } catch {
    /* A full or forbidden store: the site still keeps it. */
  }
}

function copiesHere() {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(`desk.text:${known.user}:`))
    .map((key) => ({ key, token: key.split(":")[3], ...JSON.parse(localStorage.getItem(key)) }))
}

function forgetWhatIsSaved() {
  const old = Date.now() - 60 * 24 * 3600 * 1000
  for (const copy of copiesHere()) {
    if ((copy.sent && known.finished.includes(copy.token)) || copy.at < old) localStorage.removeItem(copy.key)
  }
}

const make = (tag, text, attributes = {}) => {
  const node = document.createElement(tag)
  node.textContent = text
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  return node
}

/* A text that only this browser has: the site was out of reach when it was typed. The newest stand first. */
function offerCopies() {
  const section = document.getElementById("desk-recovery")
  const list = section.querySelector("ul")
  const offered = new Set()
  for (const copy of copiesHere().sort((one, other) => other.at - one.at)) {
    const isOffered = list.querySelector(`[data-token="${copy.token}"]`)
    if (!copy.key.startsWith(prefix) || copy.token === token || isOffered || known.finished.includes(copy.token) && copy.sent) continue
    const content = withoutItsForm(copy.fields)
    if (offered.has(content)) continue
    offered.add(content)
    offer(copy, section, list)
  }
}

function withoutItsForm(fields) {
  const content = new URLSearchParams(fields)
  content.delete("draft_token")
  content.delete("read_version")
  return content.toString()
}

function offer(copy, section, list) {
  const item = make("li", "", { "data-at": Math.floor(copy.at / 1000) })
  const restore = make("button", words.restore, { type: "button" })
  const discard = make("button", words.discard, { type: "button", class: "desk-quiet" })
  restore.addEventListener("click", () => sendBack(copy))
  discard.addEventListener("click", () => {
    for (const same of copiesHere()) {
      if (withoutItsForm(same.fields) === withoutItsForm(copy.fields)) localStorage.removeItem(same.key)
    }
    item.remove()
    section.hidden = !list.children.length
  })
  const day = new Intl.DateTimeFormat("de", { dateStyle: "medium", timeStyle: "medium", timeZone: "Asia/Baku" }).format(copy.at)
  const says = make("div", "", { class: "desk-kept" })
  says.append(make("p", words.local.replace("%(time)s", day.replace(",", ""))), ...whatItHolds(copy.fields))
  item.append(says, restore, discard)
  const older = [...list.children].find((other) => Number(other.dataset.at) < Number(item.dataset.at))
  list.insertBefore(item, older || null)
  section.hidden = false
}

/* The same as news/admin/edition/kept_text.py says of what the site keeps. */
function whatItHolds(fields) {
  const typed = new URLSearchParams(fields)
  const saved = new URLSearchParams(known.unsaved || known.place === "new" ? "" : held())
  const all = { typed: [], saved: [] }
  let first = null
  for (const name of known.texts) {
    const mine = wordsOf(typed.get(name)), theirs = wordsOf(saved.get(name))
    all.typed.push(...mine)
    all.saved.push(...theirs)
    if (mine.length && (!first || first.isSame) && mine.join(" ") !== theirs.join(" ")) first = { name, mine, theirs }
    else if (mine.length && !first) first = { name, mine, theirs, isSame: true }
  }
  const numbers = { words: all.typed.length, added: more(all.typed, all.saved), missing: more(all.saved, all.typed) }
  const sentence = words.held.replace(/%\((\w+)\)s/g, (_all, name) => numbers[name])
  const lines = [make("p", sentence, { class: "desk-quiet" })]
  if (first) lines.unshift(make("p", beginning(first), { class: "desk-kept-words", lang: first.name.slice(-2) }))
  return lines
}

function wordsOf(value) {
  const text = /</.test(value || "") ? new DOMParser().parseFromString(value.replaceAll("<", " <"), "text/html").body.textContent : value || ""
  return text.split(/\s+/).filter(Boolean)
}

function more(some, others) {
  const left = new Map()
  for (const word of others) left.set(word, (left.get(word) || 0) + 1)
  return some.filter((word) => {
    const times = left.get(word) || 0
    left.set(word, times - 1)
    return times < 1
  }).length
}

function beginning({ mine, theirs, isSame }) {
  const differs = mine.findIndex((word, place) => word !== theirs[place])
  const start = isSame ? 0 : Math.max(0, (differs < 0 ? mine.length - 1 : differs) - 4)
  return (start ? "… " : "") + mine.slice(start, start + 14).join(" ") + (start + 14 < mine.length ? " …" : "")
}

/* The site fills the form with it, rows of people and pictures included. */
function sendBack(copy) {
  const sender = make("form", "", { method: "post", hidden: "" })
  const fields = [...new URLSearchParams(copy.fields), ["_restore", "browser"], ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value]]
  for (const [name, value] of fields) {
    const field = make("textarea", "", { name })
    field.value = value
    sender.append(field)
  }
  document.body.append(sender)
  sender.submit()
}

/* --- At the site ------------------------------------------------------------------------------ */

async function ask(body) {
  const answer = await fetch(known.beat, {
    method: body ? "POST" : "GET",
    headers: { Accept: "application/json", ...(body ? { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value } : {}) },
    body,
    redirect: "manual",
    cache: "no-store",
  })
  if (answer.type === "opaqueredirect") return { outcome: "signedOut" }
  if (!answer.ok) return { outcome: answer.status === 403 ? "forbidden" : answer.status >= 500 ? "offline" : "failed" }
  return { outcome: "kept", ...(await answer.json()) }
}

/* After signing in again the form's token is an old one: take the new one and speak again. */
async function askTwice(body) {
  const first = await ask(body)
  if (first.outcome !== "forbidden") return first
  const fresh = await ask(null)
  if (fresh.outcome !== "kept") return fresh
  form.elements.csrfmiddlewaretoken.value = fresh.csrf
  document.querySelectorAll('input[name="csrfmiddlewaretoken"]').forEach((field) => (field.value = fresh.csrf))
  return ask(body)
}

let speaking = null
function speak(force = false) {
  speaking ||= speakNow(force).finally(() => (speaking = null))
  return speaking
}

async function speakNow(force) {
  const fields = held()
  const isNew = force || fields !== lastSent
  const body = new URLSearchParams(isNew ? fields : { read_version: form.elements.read_version?.value || "0" })
  spokenAt = Date.now()
  let answer
  try {
    answer = await askTwice(body)
  } catch {
    answer = { outcome: "offline" }
  }
  if (answer.outcome === "kept") {
    if (isNew) lastSent = fields
    if (answer.at) say(words.kept.replace("%(time)s", answer.at))
    showOthers([...answer.others, answer.changed].filter(Boolean))
    status.classList.remove("desk-autosave-trouble")
  } else {
    trouble(answer.outcome, fields !== lastSent)
  }
  return answer.outcome
}

function trouble(outcome, unsent) {
  status.classList.add("desk-autosave-trouble")
  if (outcome === "signedOut") return saySignIn()
  if (unsent) say((words[outcome] || words.failed).replace("%(time)s", clock(Date.now())))
}

function saySignIn() {
  if (status.querySelector("a")) return
  status.replaceChildren(make("span", words.signedOut + " "), make("a", words.signIn, { href: known.signIn, target: "_blank", rel: "noopener" }))
}

function showOthers(sentences) {
  if ([...presence.children].map((line) => line.textContent).join("\n") === sentences.join("\n")) return
  presence.replaceChildren(...sentences.map((sentence) => make("p", sentence)))
}

/* --- The rhythm --------------------------------------------------------------------------------- */

function look() {
  if (leaving) return
  const fields = held()
  if (fields !== lastSeen) {
    lastSeen = fields
    changedAt = Date.now()
  }
  if (fields !== lastKept) {
    keepHere()
    lastKept = fields
  }
  const isDue = fields !== lastSent && Date.now() - Math.max(changedAt, spokenAt) >= SEND_AFTER
  const isLong = fields !== lastSent && Date.now() - spokenAt >= 2 * SEND_AFTER
  if (isDue || isLong || Date.now() - spokenAt >= SAY_SO_AFTER) speak()
}

/* A button is obeyed once the site has answered: a form is never sent to where nobody is. */
let isSure = false
let isAsking = false
let sentAt = 0
form.addEventListener("submit", async (event) => {
  if (isSure) return
  event.preventDefault()
  /* The second click of a double click asks for nothing else than the first. */
  if (isAsking || Date.now() - sentAt < ONE_DOUBLE_CLICK) return
  const button = event.submitter
  isAsking = true
  keepHere(true)
  await speaking
  const outcome = await speak(true)
  isAsking = false
  if (outcome === "offline") return say(words.cannotSave)
  if (outcome === "signedOut") return status.querySelector("a")?.focus()
  isSure = true
  leaving = !button?.formTarget
  if (leaving) sentAt = Date.now()
  form.requestSubmit(button)
  isSure = false
})

addEventListener("pagehide", () => {
  if (held() !== lastKept) keepHere(leaving)
  if (!known.beat.match(/\d/)) return
  const body = new URLSearchParams({ leaving: "1", csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value })
  navigator.sendBeacon(known.beat, body)
})
addEventListener("pageshow", (event) => event.persisted && (leaving = false))
addEventListener("online", () => speak())

/* Back leads to the form of a new article: when that form has made its article, on to the article. */
if (known.place === "new") {
  const made = known.spent[history.state?.draft]
  if (made) location.replace(made)
  else history.replaceState({ ...history.state, draft: token }, "")
}

forgetWhatIsSaved()
offerCopies()
if (known.unsaved) keepHere()
speak()
setInterval(look, LOOK_EVERY)
