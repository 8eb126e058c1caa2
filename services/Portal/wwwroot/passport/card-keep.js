// Keeps a copy of the card in this browser, which card-worker.js shows when there is no network. card-forget.js and signing out delete it.
if ('serviceWorker' in navigator && 'caches' in window) {
  try {
    await navigator.serviceWorker.register('/passport/card-worker.js', { scope: '/passport/card' })
    const stylesheet = document.querySelector('link[rel=stylesheet]').href
    const [card, style] = await Promise.all([fetch('/passport/card?saved=true', { redirect: 'error' }), fetch(stylesheet)])
    if (card.ok && style.ok) {
      const copy = await caches.open('passport-card')
      await copy.put(stylesheet, style)
      await copy.put('/passport/card', card)
      const old = (await copy.keys()).filter(kept => kept.url !== stylesheet && new URL(kept.url).pathname !== '/passport/card')
      await Promise.all(old.map(kept => copy.delete(kept)))
    }
  } catch {
    // Without a copy the card is a page like any other.
  }
}
