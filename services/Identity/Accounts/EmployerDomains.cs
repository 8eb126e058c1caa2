namespace Academy.Identity.Accounts;

/// <summary>Addresses that end with the job: <c>Registration:EmployerDomains</c>, with everything below them.</summary>
internal sealed class EmployerDomains(IConfiguration configuration)
{
    private readonly string[] _domains = configuration.GetSection("Registration:EmployerDomains").Get<string[]>() ?? [];

    public bool Has(string address)
    {
        var domain = EmailAddress.Domain(address);
        return Array.Exists(_domains, known => domain.Equals(known, StringComparison.OrdinalIgnoreCase)
            || domain.EndsWith($".{known}", StringComparison.OrdinalIgnoreCase));
    }
}
