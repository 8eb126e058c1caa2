using Academy.Launcher;
using Academy.Launcher.Commands;
using Academy.Launcher.Demo;

Command[] commands =
[
    new("up", "starts everything and waits; Ctrl+C stops it", Up.Run),
    new("test", "builds, checks the format and runs every test; ./academy test Learner runs the projects so named", Test.Run),
    new("demo", "tells on the running platform how a completion follows a person to their next employer", Tell.Run),
    new("bench", "measures the platform against what this machine can do at best; ./academy bench P1 P3 measures only these", Measure.Run),
    new("reset", "deletes the state folder: databases, queues, secrets, logs", Reset.Run),
    new("doctor", "says what is here, what is missing and how to get it", Doctor.Run),
    new("secrets", "makes the secrets docker-compose.yml runs with: secrets FOLDER", ComposeSecrets.Run),
];

var command = commands.FirstOrDefault(candidate => candidate.Name == args.FirstOrDefault());
if (command is null)
{
    Console.WriteLine("Usage: ./academy COMMAND");
    foreach (var known in commands)
        Console.WriteLine($"  {known.Name,-8} {known.Does}");
    return args.Length == 0 ? 0 : 2;
}

using var interrupt = new Interrupt();
try
{
    return await command.Run(args[1..], interrupt.Token);
}
catch (AdviceException failure)
{
    await Console.Error.WriteLineAsync($"✗ {failure.Message}");
    return 1;
}
catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
{
    Console.WriteLine("Stopped.");
    return 130;
}
