// How often the peers issue and verify a credential in a second, on one core of Node. A peer that cannot be run says why.
import { readFile } from 'node:fs/promises';

const seconds = Number(process.argv[2] ?? 3);
const results = [];

async function rate(work) {
  const until = (length) => performance.now() + length * 1000;
  for (const end = until(seconds / 2); performance.now() < end;) await work();
  const since = performance.now();
  let times = 0;
  for (const end = until(seconds); performance.now() < end; times++) await work();
  return times / ((performance.now() - since) / 1000);
}

async function peer(name, prepare) {
  const { version } = JSON.parse(await readFile(new URL(`node_modules/${name}/package.json`, import.meta.url)));
  try {
    const { issue, verify } = await prepare();
    results.push({ name, version, issue: await rate(issue), verify: await rate(verify) });
  } catch (failure) {
    results.push({ name, version, issue: 0, verify: 0, failure: `${failure.message ?? failure}`.slice(0, 300) });
  }
}

const link = (kind) => ({ link: kind, subject: 'urn:uuid:0193a1b2-0000-7000-8000-000000000001', name: 'Northgate Care Training', inForce: true, mark: 'urn:uuid:0193a1b2-0000-7000-8000-000000000002', from: '2020-01-01', until: '2030-12-31' });

// What our own credentials hold, about as long.
const badge = (issuer) => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: 'urn:uuid:0193a1b2-0000-7000-8000-000000000003',
  type: ['VerifiableCredential'],
  issuer,
  validFrom: '2024-01-08T00:00:00Z',
  credentialSubject: { id: 'urn:uuid:0193a1b2-0000-7000-8000-000000000004', name: 'Moving people, part 1', description: 'Training in moving and handling.' },
});

await peer('jose', async () => {
  const jose = await import('jose');
  const { publicKey, privateKey } = await jose.generateKeyPair('ES256');
  const claims = { ...badge('did:web:localhost'), kitemark: { day: '2024-01-08', assurance: 'Kitemarked', links: ['CourseVersion', 'TrainingProvider', 'Trainer'].map(link) } };
  const issue = () => new jose.SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'vc+jwt', kid: 'did:web:localhost#1' }).sign(privateKey);
  const signed = await issue();
  return { issue, verify: () => jose.jwtVerify(signed, publicKey, { typ: 'vc+jwt' }) };
});

await peer('@digitalbazaar/vc', async () => {
  const [vc, multikey, { DataIntegrityProof }, suites] = await Promise.all([
    import('@digitalbazaar/vc'), import('@digitalbazaar/ecdsa-multikey'), import('@digitalbazaar/data-integrity'), import('@digitalbazaar/ecdsa-rdfc-2019-cryptosuite')]);
  const controller = 'https://academy.example/issuer';
  const key = await multikey.generate({ id: `${controller}#key`, controller, curve: 'P-256' });
  const documents = new Map([
    [controller, { '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'], id: controller, assertionMethod: [await key.export({ publicKey: true })] }],
    [key.id, await key.export({ publicKey: true, includeContext: true })]]);
  const documentLoader = async (url) => documents.has(url) ? { documentUrl: url, document: documents.get(url) } : vc.defaultDocumentLoader(url);
  const suite = () => new DataIntegrityProof({ signer: key.signer(), cryptosuite: suites.cryptosuite });
  const issue = () => vc.issue({ credential: badge(controller), suite: suite(), documentLoader });
  const signed = await issue();
  const verify = async () => {
    const { verified, error } = await vc.verifyCredential({ credential: structuredClone(signed), suite: new DataIntegrityProof({ cryptosuite: suites.cryptosuite }), documentLoader });
    if (!verified) throw error;
  };
  await verify();
  return { issue, verify };
});

await peer('@digitalcredentials/vc', async () => {
  const [vc, { Ed25519Signature2020 }, { Ed25519VerificationKey2020 }, { securityLoader }] = await Promise.all([
    import('@digitalcredentials/vc'), import('@digitalcredentials/ed25519-signature-2020'),
    import('@digitalcredentials/ed25519-verification-key-2020'), import('@digitalcredentials/security-document-loader')]);
  const key = await Ed25519VerificationKey2020.generate();
  key.controller = `did:key:${key.fingerprint()}`;
  key.id = `${key.controller}#${key.fingerprint()}`;
  const documentLoader = securityLoader({ fetchRemoteContexts: false }).build();
  const issue = () => vc.issue({ credential: badge(key.controller), suite: new Ed25519Signature2020({ key }), documentLoader });
  const signed = await issue();
  const verify = async () => {
    const { verified, error } = await vc.verifyCredential({ credential: structuredClone(signed), suite: new Ed25519Signature2020(), documentLoader });
    if (!verified) throw error;
  };
  await verify();
  return { issue, verify };
});

console.log(`RESULT ${JSON.stringify(results)}`);
