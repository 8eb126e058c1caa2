using Academy.Launcher.Running;

namespace Academy.Launcher.Commands;

internal static class Reset
{
    public static Task<int> Run(string[] args, CancellationToken cancel)
    {
        var home = Home.Folder;
        if (!Directory.Exists(home))
        {
            Progress.Say($"{home} is not there: nothing to delete.");
            return Task.FromResult(0);
        }

        if (!StateFolder.IsOurs(home))
            throw new AdviceException($"{home} was not made by the Academy, so it stays. Set ACADEMY_HOME to the state folder you mean.");
        if (RunningPlatform.IsLocked(home))
            throw new AdviceException($"The platform is up on {home}. Stop it with Ctrl+C first, then reset.");
        Directory.Delete(home, recursive: true);
        Progress.Say($"{home} is deleted. The next ./academy up starts from nothing.");
        return Task.FromResult(0);
    }
}
