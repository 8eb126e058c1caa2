// Verifies credentials as anybody outside would: with jose and the keys of our did.json, then reads their status from our lists.
// On standard input: { did, lists, credentials }, all as they were served; of a presentation each credential in it is read.
// It prints what it found of each.
import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { compactVerify, decodeProtectedHeader, importJWK } from 'jose'

const { did, lists, credentials } = JSON.parse(await text(process.stdin))

const envelope = 'data:application/vc+jwt,'

async function open(jws, typ = 'vc+jwt') {
  const { kid } = decodeProtectedHeader(jws)
  const method = did.verificationMethod.find((one) => one.id === kid && did.assertionMethod.includes(one.id))
  assert.ok(method, 'the key is not published for credentials')
  const { payload, protectedHeader } = await compactVerify(jws, await importJWK(method.publicKeyJwk, 'ES256'), { algorithms: ['ES256'] })
  assert.equal(protectedHeader.typ, typ)
  const claims = JSON.parse(new TextDecoder().decode(payload))
  assert.equal(claims.issuer?.id ?? claims.issuer ?? claims.iss, did.id)
  assert.equal(kid.split('#')[0], did.id)
  return claims
}

async function isSet(status) {
  const list = await open(lists[status.statusListCredential])
  assert.equal(list.id, status.statusListCredential)
  assert.ok(list.type.includes('BitstringStatusListCredential'))
  assert.equal(list.credentialSubject.statusPurpose, status.statusPurpose)
  assert.equal(list.credentialSubject.encodedList[0], 'u')
  const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'))
  assert.ok(bits.length * 8 >= 131072)
  const index = Number(status.statusListIndex)
  return (bits[index >> 3] & (0x80 >> (index & 7))) !== 0
}

async function read(jws) {
  try {
    if (jws && decodeProtectedHeader(jws).typ === 'vp+jwt') {
      const presentation = await open(jws, 'vp+jwt')
      assert.ok(presentation.type.includes('VerifiablePresentation'))
      const presented = presentation.verifiableCredential.map((one) => {
        assert.ok(one.type.includes('EnvelopedVerifiableCredential') && one.id.startsWith(envelope))
        return read(one.id.slice(envelope.length))
      })
      return { verified: true, presented: await Promise.all(presented) }
    }

    const claims = await open(jws)
    const status = {}
    for (const entry of claims.credentialStatus) {
      assert.equal(entry.type, 'BitstringStatusListEntry')
      status[entry.statusPurpose] = await isSet(entry)
    }
    return { verified: true, name: claims.name, revoked: status.revocation, suspended: status.suspension }
  } catch (error) {
    return { verified: false, error: error.code ?? error.message }
  }
}

console.log(JSON.stringify(await Promise.all(credentials.map(read))))
