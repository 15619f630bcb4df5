// What a page does better with a script: it works without.

// Copying the address and printing: offered only where they work, so the buttons wait hidden.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard
  button.addEventListener("click", async () => {
    const status = button.parentElement.querySelector("[role=status]")
    try {
      await navigator.clipboard.writeText(button.dataset.copy)
      status.textContent = button.dataset.copied
    } catch {
      status.textContent = button.dataset.copy
    }
  })
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false
  button.addEventListener("click", () => window.print())
}

// A wide table scrolls in its region; one that fits is no stop of the keyboard.
for (const region of document.querySelectorAll(".table")) {
  new ResizeObserver(() => {
    region.tabIndex = region.scrollWidth > region.clientWidth ? 0 : -1
  }).observe(region)
}
