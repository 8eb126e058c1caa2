using System.Reflection;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

// dotnet-ef starts this program to get the service's DbContext out of its container; it is never deployed.
var service = Environment.GetEnvironmentVariable("Service")
    ?? throw new InvalidOperationException("Set the environment variable Service to the service's name, for example Service=Learner.");
var database = Assembly.Load($"Academy.{service}").GetTypes().Single(type => type.IsSubclassOf(typeof(ServiceDb)));

var builder = WebApplication.CreateBuilder(args);
typeof(EntityFrameworkServiceCollectionExtensions)
    .GetMethods()
    .First(method => method.Name == nameof(EntityFrameworkServiceCollectionExtensions.AddDbContext)
        && method.GetGenericArguments().Length == 1
        && method.GetParameters()[1].ParameterType == typeof(Action<DbContextOptionsBuilder>))
    .MakeGenericMethod(database)
    .Invoke(null, [builder.Services, (Action<DbContextOptionsBuilder>)(options => options.UseNpgsql("Host=design-time")), ServiceLifetime.Scoped, ServiceLifetime.Scoped]);
builder.Build();
