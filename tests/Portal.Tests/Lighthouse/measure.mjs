// Reads [{ "address", "cookies": [{ "name", "value" }] }] from its input, and writes what Lighthouse says of each page, on a phone, to its output.
import lighthouse from 'lighthouse'
import puppeteer from 'puppeteer-core'

let input = ''
for await (const part of process.stdin) input += part

const chromium = await puppeteer.launch({
  executablePath: process.env.ACADEMY_CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const found = []
try {
  for (const { address, cookies } of JSON.parse(input)) {
    const visit = await chromium.createBrowserContext()
    const page = await visit.newPage()
    await page.setCookie(...cookies.map(cookie => ({ ...cookie, url: address })))
    const flags = { output: 'json', logLevel: 'silent', onlyCategories: ['performance', 'accessibility', 'best-practices'], disableFullPageScreenshot: true, disableStorageReset: true }
    const { lhr } = await lighthouse(address, flags, undefined, page)
    found.push({
      address,
      shown: lhr.finalDisplayedUrl,
      scores: Object.fromEntries(Object.values(lhr.categories).map(category => [category.id, category.score])),
      largestPaint: lhr.audits['largest-contentful-paint'].numericValue,
      layoutShift: lhr.audits['cumulative-layout-shift'].numericValue,
      blockingTime: lhr.audits['total-blocking-time'].numericValue,
      failed: Object.values(lhr.audits).filter(audit => audit.errorMessage || (audit.score !== null && audit.score < 0.9)).map(audit => `${audit.id} ${audit.errorMessage ?? ''}`),
    })
    await visit.close()
  }
} finally {
  await chromium.close()
}
process.stdout.write(JSON.stringify(found))
