using Microsoft.Playwright;
using Shouldly;

namespace Academy.Browsing;

/// <summary>
/// Somebody without a mouse: Tab, Space, Enter and letters, and arrows among the choices of one question, as browsers have it.
/// Wherever they come by, they must see where they are.
/// </summary>
public sealed class Keyboard(IPage page)
{
    private const int MostSteps = 150;

    /// <summary>Where the focus is: "here", "elsewhere", or what is wrong with it.</summary>
    private const string Where =
        """
        target => {
          const e = document.activeElement
          if (e === document.body) return 'elsewhere'
          const words = of => of.textContent.replace(/\s+/g, ' ').trim()
          const box = [...e.getClientRects()].find(part => part.width > 0 && part.height > 0)
          if (!box) return `the focus is on what is not shown: ${e.outerHTML.slice(0, 90)}`
          const [top, end] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)]
          const at = end > top ? document.elementFromPoint(box.left + box.width / 2, (top + end) / 2) : null
          if (!at || !(at === e || e.contains(at) || at.contains(e) || (e.labels && [...e.labels].some(label => label.contains(at)))))
            return `the focus is hidden: ${e.outerHTML.slice(0, 90)}`
          if (/^[#[]/.test(target)) return e.matches(target) ? 'here' : 'elsewhere'
          return (e.labels?.length ? [...e.labels].some(label => words(label) === target) : words(e) === target) ? 'here' : 'elsewhere'
        }
        """;

    /// <summary>
    /// How many Tabs away it should be: where the focus goes next follows from the page. No more than a guess, which spares a question at
    /// every step; that each step is seen is asked of every page by <see cref="PageProblems"/>.
    /// </summary>
    private const string Away =
        """
        target => {
          const words = of => of.textContent.replace(/\s+/g, ' ').trim()
          const isIt = e => /^[#[]/.test(target) ? e.matches(target) : e.labels?.length ? [...e.labels].some(label => words(label) === target) : words(e) === target
          const group = e => [...document.querySelectorAll('input[type=radio]')].filter(other => other.name === e.name && other.form === e.form)
          const stops = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
            .filter(e => !e.disabled && e.checkVisibility() && e.getClientRects().length)
            .filter(e => e.type !== 'radio' || e === (group(e).find(one => one.checked) ?? group(e)[0]))
          const at = stops.indexOf(document.activeElement)
          const there = stops.findIndex((e, place) => place > at && isIt(e))
          return there < 0 || (at < 0 && document.activeElement !== document.body) ? 0 : there - at
        }
        """;

    /// <summary>The same page, asked for by its address as people do from a bookmark.</summary>
    public Task Open(string address) => page.GotoAsync(address);

    /// <summary>Goes on with Tab until the focus is there.</summary>
    /// <param name="target">What it says, or a selector that begins with # or [.</param>
    public async Task To(string target)
    {
        var away = Math.Min(await page.EvaluateAsync<int>(Away, target), MostSteps);
        for (var step = 1; step <= away + MostSteps; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (step >= away && await IsAt(target))
            {
                return;
            }
        }

        throw new ShouldAssertException($"{target} cannot be reached with the keyboard at {page.Url}.");
    }

    public async Task Type(string target, string text)
    {
        await To(target);
        await page.Keyboard.PressAsync("ControlOrMeta+a");
        await page.Keyboard.TypeAsync(text);
    }

    public async Task TypeDay(string field, int day, int month, int year)
    {
        await Type($"#{field}_Day", $"{day}");
        await Type($"#{field}_Month", $"{month}");
        await Type($"#{field}_Year", $"{year}");
    }

    /// <summary>Chooses one of the answers to a question: Tab leads to the question, arrows to its other answers, Space chooses.</summary>
    public async Task Choose(string question, string answer)
    {
        await To($"[name='{question}']");
        for (var step = 0; step < MostSteps && !await IsAt(answer); step++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        (await IsAt(answer)).ShouldBeTrue($"{answer} cannot be reached with arrows at {page.Url}.");
        await page.Keyboard.PressAsync("Space");
    }

    /// <summary>Chooses from a list by the first letters of what it says.</summary>
    public async Task Pick(string list, string letters)
    {
        await To(list);
        await page.Keyboard.TypeAsync(letters);
    }

    public async Task Tick(string target)
    {
        await To(target);
        await page.Keyboard.PressAsync("Space");
    }

    /// <summary>Goes to a link or button and presses Enter, until the next page is there.</summary>
    public async Task Press(string target)
    {
        await To(target);
        await page.EvaluateAsync("document.documentElement.dataset.left = 'yes'");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("html:not([data-left])").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        // Playwright's own waiting for a load misses one that was quicker than the question.
        while (await page.EvaluateAsync<string>("document.readyState") != "complete")
        {
        }
    }

    private async Task<bool> IsAt(string target)
    {
        var where = await page.EvaluateAsync<string>(Where, target);
        where.ShouldBeOneOf("here", "elsewhere");
        return where == "here";
    }
}
