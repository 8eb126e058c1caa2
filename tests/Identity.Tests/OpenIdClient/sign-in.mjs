// The certified client signs in to the running service and tries everything that must be refused.
// It prints a line of JSON for each scenario: its name, and the error if it did not end as it should.
import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import * as client from 'openid-client'
import { decodeJwt, decodeProtectedHeader, importPKCS8, SignJWT, UnsecuredJWT } from 'jose'

const settings = JSON.parse(process.env.OPENID_SETTINGS)
const scope = 'openid profile email offline_access'

async function discover(id = settings.clientId, secret = settings.clientSecret) {
  return await client.discovery(new URL(settings.issuer), id, secret, undefined, {
    // Over plain http on this machine, and every signature is checked although TLS would do.
    execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
  })
}

async function begin(config, changes = {}) {
  const verifier = client.randomPKCECodeVerifier()
  const state = client.randomState()
  const nonce = client.randomNonce()
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: settings.redirectUri, scope, state, nonce, prompt: 'none',
    code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...changes,
  })
  const answer = await fetch(url, { redirect: 'manual', headers: { cookie: settings.cookie } })
  assert.equal(answer.status, 303, await answer.text())
  return { config, callback: new URL(answer.headers.get('location')), verifier, state, nonce }
}

function finish({ config, callback, verifier, state, nonce }) {
  return client.authorizationCodeGrant(config, callback, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce })
}

async function signIn() {
  return await finish(await begin(await discover()))
}

async function refusedByServer(work, error) {
  await assert.rejects(work, (refusal) => {
    assert.ok(refusal instanceof client.ResponseBodyError, `${refusal}`)
    assert.equal(refusal.error, error)
    return true
  })
}

async function refusedByClient(work, message) {
  await assert.rejects(work, (refusal) => {
    assert.ok(!(refusal instanceof client.ResponseBodyError), `${refusal.error}: the service refused before the client could`)
    assert.match(`${refusal} ${refusal.cause?.message ?? ''} ${refusal.cause?.claim ?? ''}`, message)
    return true
  })
}

const signingKey = await importPKCS8(settings.signingKey, 'ES256')
const publicKey = createPublicKey(settings.signingKey).export({ type: 'spki', format: 'pem' })

const forgeries = {
  'alg none': (token) => new UnsecuredJWT(decodeJwt(token)).encode(),
  'HS256 with the public key': (token) => sign(token, {}, { alg: 'HS256' }, new TextEncoder().encode(publicKey)),
  'expired': (token) => sign(token, { iat: now() - 900, exp: now() - 600 }),
  'wrong audience': (token) => sign(token, { aud: 'somebody-else' }),
  'wrong issuer': (token) => sign(token, { iss: 'https://elsewhere.example' }),
  'changed after signing': (token) => {
    const [header, payload, signature] = token.split('.')
    const changed = { ...JSON.parse(Buffer.from(payload, 'base64url')), sub: '0198a000-0000-7000-8000-000000000001' }
    return [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.')
  },
}

function sign(token, claims, header = {}, key = signingKey) {
  return new SignJWT({ ...decodeJwt(token), ...claims }).setProtectedHeader({ ...decodeProtectedHeader(token), ...header }).sign(key)
}

function now() {
  return Math.floor(Date.now() / 1000)
}

const scenarios = {
  async 'signs in, asks who it is, refreshes and signs out'() {
    const config = await discover()
    const tokens = await finish(await begin(config))
    const claims = tokens.claims()
    assert.equal(claims.sub, settings.subject)
    assert.ok(claims.sid && claims.auth_time && claims.at_hash && claims.amr.length)
    const person = await client.fetchUserInfo(config, tokens.access_token, claims.sub)
    assert.equal(person.email, settings.email)

    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token)
    assert.equal(refreshed.claims().sub, claims.sub)
    assert.notEqual(refreshed.refresh_token, tokens.refresh_token)
    await client.tokenRevocation(config, refreshed.refresh_token)
    await refusedByServer(client.refreshTokenGrant(config, refreshed.refresh_token), 'invalid_grant')
    assert.equal(client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token }).pathname, '/connect/logout')
  },

  async 'as a public client signs in by PKCE alone'() {
    const config = await client.discovery(new URL(settings.issuer), settings.publicClientId, undefined, client.None(), {
      execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
    })
    assert.ok((await finish(await begin(config))).refresh_token)
  },

  // Without it the forgeries below could fail for a reason of their own.
  async 'is let in with an access token that is signed anew with the right key'() {
    const tokens = await signIn()
    await client.fetchUserInfo(await discover(), await sign(tokens.access_token, {}), tokens.claims().sub)
  },

  async 'refuses another state'() {
    await refusedByClient(finish({ ...await begin(await discover()), state: client.randomState() }), /state/)
  },

  async 'refuses another nonce'() {
    await refusedByClient(finish({ ...await begin(await discover()), nonce: client.randomNonce() }), /nonce/)
  },

  async 'refuses an answer of another issuer'() {
    const asked = await begin(await discover())
    asked.callback.searchParams.set('iss', 'https://elsewhere.example')
    await refusedByClient(finish(asked), /iss/)
  },

  async 'refuses an answer without an issuer'() {
    const asked = await begin(await discover())
    asked.callback.searchParams.delete('iss')
    await refusedByClient(finish(asked), /iss/)
  },

  async 'is refused with another PKCE verifier'() {
    await refusedByServer(finish({ ...await begin(await discover()), verifier: client.randomPKCECodeVerifier() }), 'invalid_grant')
  },

  async 'is refused without PKCE'() {
    const { callback } = await begin(await discover(), { code_challenge: '', code_challenge_method: '' })
    assert.equal(callback.searchParams.get('error'), 'invalid_request')
  },

  async 'is refused with the method plain'() {
    const { callback } = await begin(await discover(), { code_challenge_method: 'plain' })
    assert.equal(callback.searchParams.get('error'), 'invalid_request')
  },

  async 'is refused with another redirect URI'() {
    const asked = await begin(await discover())
    asked.callback.pathname += '/elsewhere'
    await refusedByServer(finish(asked), 'invalid_grant')
  },

  async 'is refused a code that was used, and loses what it brought'() {
    const asked = await begin(await discover())
    const tokens = await finish(asked)
    await refusedByServer(finish(asked), 'invalid_grant')
    await refusedByServer(client.refreshTokenGrant(asked.config, tokens.refresh_token), 'invalid_grant')
  },

  async 'is refused a refresh token that was used, and loses its successor'() {
    const config = await discover()
    const first = await finish(await begin(config))
    const second = await client.refreshTokenGrant(config, first.refresh_token)
    await refusedByServer(client.refreshTokenGrant(config, first.refresh_token), 'invalid_grant')
    await refusedByServer(client.refreshTokenGrant(config, second.refresh_token), 'invalid_grant')
  },

  async 'is refused the code of another client'() {
    const asked = await begin(await discover())
    const other = await discover(settings.otherClientId, settings.otherClientSecret)
    await refusedByServer(finish({ ...asked, config: other }), 'invalid_grant')
  },

  async 'is refused with a wrong secret'() {
    const asked = await begin(await discover())
    const wrong = await discover(settings.clientId, 'guessed')
    await assert.rejects(finish({ ...asked, config: wrong }), (refusal) => refusal.status === 401 && JSON.stringify(refusal.error ?? refusal.cause).length > 0)
  },
}

for (const [name, forge] of Object.entries(forgeries)) {
  scenarios[`refuses an id token: ${name}`] = async () => {
    const asked = await begin(await discover())
    asked.config[client.customFetch] = async (url, options) => {
      const answer = await fetch(url, options)
      if (!url.endsWith('/connect/token')) return answer
      const body = await answer.json()
      return Response.json({ ...body, id_token: await forge(body.id_token) })
    }
    await refusedByClient(finish(asked), /alg|signature|exp|aud|iss|at_hash/i)
  }
  scenarios[`is refused with an access token: ${name}`] = async () => {
    const tokens = await signIn()
    const answer = await fetch(`${settings.issuer}/connect/userinfo`, { headers: { authorization: `Bearer ${await forge(tokens.access_token)}` } })
    assert.equal(answer.status, 401)
    assert.match(answer.headers.get('www-authenticate'), /^Bearer/)
  }
}

for (const [name, run] of Object.entries(scenarios)) {
  let error = null
  try {
    await run()
  } catch (failure) {
    error = failure.stack ?? `${failure}`
  }
  console.log(JSON.stringify({ name, error }))
}
