using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Data;

public sealed class PassportDb(DbContextOptions<PassportDb> options) : ServiceDb(options)
{
    protected override void Describe(ModelBuilder model)
    {
    }
}
