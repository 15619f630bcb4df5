/* Where an address leads: what counts as one, what is completed to one, and what redirects hide. */

const ADDRESS = /^(https?:\/\/|mailto:|tel:|\/(?!\/))\S+$/i
/* Mail programs, search engines and networks put an address of their own before each link: [host, path, where the target is]. */
const REDIRECTS = [
  [/^(www\.)?google(\.[a-z]{2,3}){1,2}$/, /^\/url$/, ["q", "url"]],
  [/\.safelinks\.protection\.outlook\.com$/, /^\//, ["url"]],
  [/^lm?\.(facebook|instagram|messenger)\.com$/, /^\//, ["u"]],
  [/^(www\.)?linkedin\.com$/, /^\/redir\/redirect$/, ["url"]],
  [/^(www\.)?youtube\.com$/, /^\/redirect$/, ["q"]],
  [/^(m\.)?vk\.com$/, /^\/away\.php$/, ["to"]],
]
const MOST_REDIRECTS = 5

export const isAddress = (text) => ADDRESS.test(text)

/* What a person typed, as an address: the scheme in front of a host or an e-mail address is added. */
export function completed(typed) {
  if (/^[^\s/@:]+@[^\s/@]+\.[a-z]+$/i.test(typed)) return `mailto:${typed}`
  return finalTarget(/^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(typed) ? `https://${typed}` : typed)
}

/* The address that a redirect leads to; any other stays as it is. */
export function finalTarget(address, redirects = MOST_REDIRECTS) {
  if (!redirects || !URL.canParse(address)) return address
  const { hostname, pathname, searchParams } = new URL(address)
  const redirect = REDIRECTS.find(([host, path]) => host.test(hostname) && path.test(pathname))
  const next = redirect?.[2].map((name) => searchParams.get(name)).find((target) => /^https?:\/\//i.test(target ?? ""))
  return next ? finalTarget(next, redirects - 1) : address
}
