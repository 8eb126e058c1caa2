namespace Academy.Launcher.Bench.Scenarios;

internal static class All
{
    /// <summary>In the order they are measured: growth begins with few people, and what stops the broker comes last.</summary>
    public static IReadOnlyList<IScenario> InOrder { get; } =
    [
        new Growth(),
        new PassportRead(),
        new PassportUnchanged(),
        new CheckByCode(),
        new PortalPage(),
        new GatewayAlone(),
        new TwoInstances(),
        new Completions("P4", "one completion recorded", people: 1),
        new Completions("P4b", "entries of classes of 20 recorded", people: 20),
        new TwoHops(),
        new Backlog(),
        new OneTimeCodes(),
        new Credentials(),
        new Reissue(),
        new Import(),
        new ImportMeanwhile(),
        new TeamMatrix(),
        new RuleChange(),
        new KitemarkWithdrawal(),
        new EntryWithdrawals(),
        new BrokerAway(),
    ];
}
