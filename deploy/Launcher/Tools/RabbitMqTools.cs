namespace Academy.Launcher.Tools;

/// <summary>Where RabbitMQ's programs are. Debian's own on the PATH refuse everybody but root and rabbitmq, so the ones behind them come first.</summary>
internal static class RabbitMqTools
{
    private const string DebianFolder = "/usr/lib/rabbitmq/bin";

    public static string? Find(string program)
    {
        var behindDebian = Path.Combine(DebianFolder, program);
        return File.Exists(behindDebian) ? behindDebian : OnPath.Find(program);
    }

    public static string Require(string program) => Find(program) ?? OnPath.Find(program)
        ?? throw new AdviceException($"RabbitMQ's {program} is not here. Install RabbitMQ 3.10 or later (Debian: apt-get install rabbitmq-server), or set ACADEMY_RABBITMQ to the amqp:// address of a broker.");
}
