namespace Academy.Launcher.Bench.Scenarios;

internal sealed class GatewayAlone : IScenario
{
    /// <summary>Something every gateway could answer for, behind both: what the Passport service has ready and nobody signs in for.</summary>
    private const string Document = "/.well-known/did.json";

    public string Id => "P14";

    public string What => "the gateway alone, before a document of the Passport service";

    public Task Measure(Rig rig, CancellationToken cancel) => rig.Compare(new(Id, What, "a bare YARP before the same", Target.AtLeast(0.85))
    {
        Ours = Side.Fixed(rig.Gateway, [new("GET", Document)]),
        Bare = Side.Fixed(rig.Bare.ProxyOfPassport, [new("GET", Document)]),
    }, cancel);
}
