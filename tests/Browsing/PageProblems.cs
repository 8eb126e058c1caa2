using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Academy.Browsing;

/// <summary>
/// What is wrong with a page as it is shown: what axe knows of WCAG 2.2 AA and best practice; sideways scrolling, from left to
/// right and from right to left; targets and main buttons that are too small; a focus nobody sees.
/// </summary>
public static class PageProblems
{
    private const int Height = 800;

    private static readonly int[] Widths = [320, 390, 1280];

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private const string Violations =
        """
        () => axe
          .run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })
          .then(found => found.violations.map(v => `${v.id} (${v.help}) ${v.nodes.map(node => node.html).join(' | ')}`))
        """;

    // Nothing is hidden at one width and shown at another, so of axe's rules only those about looks and sizes can answer otherwise at the next.
    private const string ViolationsOfStyle =
        """
        () => axe
          .run({ runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable', 'region'] }, resultTypes: ['violations'] })
          .then(found => found.violations.map(v => `${v.id} (${v.help}) ${v.nodes.map(node => node.html).join(' | ')}`))
        """;

    // Of axe's rules those whose answer can differ where every rule of style is the same.
    private const string ViolationsOfSize =
        """
        () => axe
          .run({ runOnly: { type: 'rule', values: ['target-size', 'scrollable-region-focusable'] }, resultTypes: ['violations'] })
          .then(found => found.violations.map(v => `${v.id} (${v.help}) ${v.nodes.map(node => node.html).join(' | ')}`))
        """;

    /// <summary>Every condition the page's styles ask for, with whether it holds: where all are the same, so are the styles.</summary>
    private const string Conditions =
        """
        () => {
          const found = []
          const read = rules => {
            for (const rule of rules) {
              if (rule instanceof CSSMediaRule) found.push(`${rule.conditionText}: ${matchMedia(rule.conditionText).matches}`)
              if (rule.cssRules) read(rule.cssRules)
            }
          }
          for (const sheet of document.styleSheets) {
            found.push(`${sheet.media.mediaText}: ${matchMedia(sheet.media.mediaText).matches}`)
            read(sheet.cssRules)
          }
          return [...new Set(found)].join('; ')
        }
        """;

    // WCAG 2.5.8 and the budget for main buttons; a link within a text needs no size of its own.
    private const string Small =
        """
        () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
          .filter(e => !e.closest('p, dd, caption') && !e.classList.contains('govuk-skip-link') && e.getClientRects().length)
          .map(e => [e, e.getBoundingClientRect(), e.matches('main .govuk-button') ? 44 : 24])
          .filter(([, box, least]) => Math.round(box.height) < least || Math.round(box.width) < 24)
          .map(([e, box, least]) => `a target smaller than ${least} px: ${e.outerHTML.slice(0, 80)} ${box.width}×${box.height}`)
        """;

    private const string Sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

    private const string RightToLeft =
        $$"""
        () => {
          const before = document.documentElement.dir
          document.documentElement.dir = 'rtl'
          const beyond = {{Sideways}}
          document.documentElement.dir = before
          return beyond
        }
        """;

    /// <summary>
    /// Puts the focus on everything that takes it, one after the other. The element, its label or the mark before it has to look
    /// different, and the middle of what is on the screen must not be behind something else (WCAG 2.4.7 and 2.4.11).
    /// </summary>
    private const string Focus =
        """
        () => {
          const look = e => [[e, null], [e, '::before'], [e, '::after'], [e.nextElementSibling, '::before']].filter(([of]) => of)
            .map(([of, part]) => getComputedStyle(of, part))
            .map(style => [style.outline, style.boxShadow, style.backgroundColor, style.borderColor, style.borderWidth].join()).join(';')
          const start = document.activeElement
          const problems = []
          for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')) {
            if (!e.checkVisibility() || !e.getClientRects().length || e.disabled) continue
            document.activeElement.blur()
            const before = look(e)
            e.focus()
            const box = [...e.getClientRects()].find(part => part.width > 0 && part.height > 0)
            const [top, end] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)]
            const at = end > top ? document.elementFromPoint(box.left + box.width / 2, (top + end) / 2) : null
            if (look(e) === before) problems.push(`no focus is seen: ${e.outerHTML.slice(0, 90)}`)
            if (!at || !(at === e || e.contains(at) || at.contains(e) || (e.labels && [...e.labels].some(label => label.contains(at)))))
              problems.push(`the focus is hidden: ${e.outerHTML.slice(0, 90)} behind ${at ? at.outerHTML.slice(0, 60) : 'the edge'}`)
          }
          start.focus()
          if (document.activeElement !== start) document.activeElement.blur()
          scrollTo(0, 0)
          return problems
        }
        """;

    /// <summary>
    /// At 320 px (400% zoom at a desk), a phone's 390 and a desk's 1280. At a width after the first only what can differ is asked of axe again:
    /// looks and sizes, and where the same rules of style apply as before, sizes alone.
    /// </summary>
    public static async Task<IReadOnlyList<string>> AtEveryWidth(IPage page, string name)
    {
        var (problems, before) = (new List<string>(), "");
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, Height);
            var conditions = await page.EvaluateAsync<string>(Conditions);
            problems.AddRange(await Of(page, $"{name} at {width}", before.Length == 0 ? Violations : conditions == before ? ViolationsOfSize : ViolationsOfStyle));
            before = conditions;
            await Picture(page, name, width);
        }

        return problems;
    }

    /// <summary>
    /// What is shown, without what is new each time: ids, marks of forms. Where it is the same there is nothing new to be wrong with it.
    /// </summary>
    public static Task<string> Shape(IPage page) => page.EvaluateAsync<string>(
        "() => (document.querySelector('main') ?? document.body).outerHTML.replace(/ value=\"[^\"]{20,}\"|[0-9a-f]{8}-[0-9a-f-]{27}|data-reference=\"[^\"]*\"/g, '')");

    /// <summary>Has axe at hand in every page of a browser, so that it need not be sent to each.</summary>
    public static Task BringAxe(IBrowserContext browser) => browser.AddInitScriptAsync(Axe);

    /// <summary>At the width the page has.</summary>
    public static Task<IReadOnlyList<string>> Of(IPage page, string name) => Of(page, name, Violations);

    private static async Task<IReadOnlyList<string>> Of(IPage page, string name, string violations)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Axe);
        }

        var problems = new List<string>(await page.EvaluateAsync<string[]>(violations));
        problems.AddRange(await page.EvaluateAsync<string[]>(Small));
        problems.AddRange(await page.EvaluateAsync<string[]>(Focus));
        if (await page.EvaluateAsync<int>(Sideways) is var beyond and > 0)
        {
            problems.Add($"scrolls {beyond} px sideways");
        }

        if (await page.EvaluateAsync<int>(RightToLeft) is var beyondLeft and > 0)
        {
            problems.Add($"scrolls {beyondLeft} px sideways from right to left");
        }

        return [.. problems.Select(problem => $"{name}: {problem}")];
    }

    /// <summary>Adds what the browser itself complains of from now on, and every address of somebody else that is asked.</summary>
    /// <param name="name">What is looked at, at the moment.</param>
    /// <param name="origin">Where the pages are.</param>
    public static void Watch(IPage page, ICollection<string> problems, Func<string> name, string origin)
    {
        page.Console += (_, message) =>
        {
            // The answer's own status is a line of the console too; error pages are asked for on purpose.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource: the server responded with a status of", StringComparison.Ordinal))
            {
                problems.Add($"{name()}: the browser says {message.Text}");
            }
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(origin, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                problems.Add($"{name()}: asks {request.Url}");
            }
        };
    }

    /// <summary>A picture of the whole page, where ACADEMY_SCREENSHOTS names a folder.</summary>
    public static async Task Picture(IPage page, string name, int width)
    {
        if (Environment.GetEnvironmentVariable("ACADEMY_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var file = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-')).Trim('-');
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{(file.Length == 0 ? "home" : file)}-{width}.png"), FullPage = true });
        }
    }
}
