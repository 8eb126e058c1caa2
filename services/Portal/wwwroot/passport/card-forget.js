// Where a session has ended nothing of it stays in the browser, also in one that does not know Clear-Site-Data.
if ('caches' in window) {
  await caches.delete('passport-card')
  const worker = await navigator.serviceWorker?.getRegistration('/passport/card')
  await worker?.unregister()
}
