// Builds pages.css and pages.js into the folder given. Several builds may run at once: one installs, and a file is
// complete at the moment it appears under its name.
import { createHash } from 'node:crypto'
import { execSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const into = process.argv[2]
const stamp = join(here, 'node_modules', '.installed')
const lock = join(here, 'node_modules.lock')
const wanted = createHash('sha256').update(readFileSync(join(here, 'package-lock.json'))).digest('hex')
const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted

if (!isInstalled()) {
  await alone(() => {
    if (isInstalled()) return
    // No package of ours needs its install script; esbuild's binary comes as a package of its own.
    execSync('npm ci --ignore-scripts --no-audit --no-fund', { cwd: here, stdio: 'inherit' })
    writeFileSync(stamp, wanted)
  })
}

const sass = await import('sass')
const esbuild = await import('esbuild')
mkdirSync(into, { recursive: true })
const css = sass.compile(join(here, 'Assets', 'pages.scss'), {
  loadPaths: [join(here, 'node_modules'), join(here, 'Assets')], quietDeps: true, style: 'compressed',
}).css
put('pages.css', (await esbuild.transform(css, { loader: 'css', minify: true, legalComments: 'none' })).code)
const { outputFiles: [script] } = await esbuild.build({
  entryPoints: [join(here, 'Assets', 'pages.js')], bundle: true, minify: true, format: 'esm', target: 'es2020', write: false, legalComments: 'none',
})
put('pages.js', script.text)

function put(name, text) {
  const unfinished = join(into, `${name}.${process.pid}`)
  writeFileSync(unfinished, text)
  renameSync(unfinished, join(into, name))
}

async function alone(work) {
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch (taken) {
      if (taken.code !== 'EEXIST') throw taken
      // An install takes seconds; a lock of ten minutes was left by a build that was killed.
      if (Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 600_000) rmSync(lock, { recursive: true, force: true })
      await setTimeout(200)
    }
  }
  try {
    work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}
