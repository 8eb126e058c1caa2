// Forms with data-passkey stay hidden where the browser has no passkeys. What the browser answers goes back with the form.
const can = window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.PublicKeyCredential.parseCreationOptionsFromJSON

async function ask(form) {
  const answer = await fetch(form.dataset.options, { method: 'POST', body: new FormData(form) })
  if (!answer.ok) {
    throw new Error(`Options: ${answer.status}`)
  }

  const options = await answer.json()
  return form.dataset.passkey === 'create'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
}

for (const form of can ? document.querySelectorAll('form[data-passkey]') : []) {
  form.hidden = false
  form.addEventListener('submit', async event => {
    event.preventDefault()
    const failed = form.querySelector('[data-passkey-failed]')
    failed.hidden = true
    try {
      form.elements.Credential.value = JSON.stringify(await ask(form))
      form.submit()
    } catch {
      failed.hidden = false
      failed.setAttribute('role', 'alert')
    }
  })
}
