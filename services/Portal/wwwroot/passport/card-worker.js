// Shows the saved card when the network does not answer, with its stylesheet, and nothing else ever.
self.addEventListener('fetch', event => {
  const { request } = event
  const address = new URL(request.url)
  if (request.mode === 'navigate' && address.pathname === '/passport/card') {
    event.respondWith(card(request))
  } else if (request.destination === 'style' && address.origin === self.location.origin) {
    event.respondWith(fetch(request).catch(() => saved(request.url)))
  }
})

async function card(request) {
  try {
    const answer = await fetch(request)
    return answer.status < 500 ? answer : (await kept('/passport/card')) ?? answer
  } catch {
    return saved('/passport/card')
  }
}

const kept = address => caches.match(address, { cacheName: 'passport-card' })

const saved = async address => (await kept(address)) ?? Response.error()
