using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Academy.Identity.Data;

/// <summary>A data-protection key as its XML; several instances share them through the database.</summary>
internal sealed class ProtectionKey
{
    private ProtectionKey()
    {
    }

    public ProtectionKey(string name, string xml) => (Name, Xml) = (name, xml);

    public string Name { get; private set; } = "";

    public string Xml { get; private set; } = "";
}

internal sealed class ProtectionKeys(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<IdentityDb>().ProtectionKeys.Select(key => key.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        db.Add(new ProtectionKey(friendlyName, element.ToString(SaveOptions.DisableFormatting)));
        db.SaveChanges();
    }
}
