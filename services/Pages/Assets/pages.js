import { Button } from 'govuk-frontend/dist/govuk/components/button/button.mjs'
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'
import { NotificationBanner } from 'govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs'
import { SkipLink } from 'govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

for (const Component of [Button, ErrorSummary, NotificationBanner, SkipLink]) {
  for (const element of document.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
    new Component(element)
  }
}

// What is copied can be sent in other ways, too; where nothing can be copied there is no button.
if (navigator.clipboard) {
  for (const place of document.querySelectorAll('[data-copy]')) {
    place.hidden = false
    place.querySelector('button').addEventListener('click', async () => {
      await navigator.clipboard.writeText(place.dataset.copy)
      place.querySelector('[role=status]').textContent = place.dataset.copied
    })
  }
}
