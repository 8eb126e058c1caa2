namespace Academy.Launcher.Bench.Scenarios;

internal static class All
{
    /// <summary>In the order they are measured: growth begins with few people, and what would be missed least comes last.</summary>
    public static IReadOnlyList<IScenario> InOrder { get; } =
    [
        new Growth(),
        new PassportRead(),
        new PassportUnchanged(),
        new CheckByCode(),
        new PortalPage(),
        new GatewayAlone(),
        new Completions("P4", "one completion recorded", people: 1),
        new Completions("P4b", "entries of classes of 20 recorded", people: 20),
        new TwoHops(),
        new OneTimeCodes(),
        new Import(),
        new ImportMeanwhile(),
        new TeamMatrix(),
        new RuleChange(),
        new KitemarkWithdrawal(),
        new EntryWithdrawals(),
        new Backlog(),
        new Reissue(),
        new BrokerAway(),
        new Credentials(),
        new TwoInstances(),
    ];
}
