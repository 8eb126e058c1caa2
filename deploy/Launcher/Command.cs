namespace Academy.Launcher;

/// <summary>A line of the table of commands: what to type, what it does, and the code behind it.</summary>
internal sealed record Command(string Name, string Does, Func<string[], CancellationToken, Task<int>> Run);
