using System.Net;
using Dcmqi.Cli;
using Dcmqi.Cli.Batch;
using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dcmqi.Cohort;

/// <summary>The workers of this process, one server for each queue, and the dashboard, which only this machine can reach.</summary>
internal sealed class CohortServers : IDisposable
{
    private const string DashboardPath = "/hangfire";

    private readonly CohortFolders _folders = new();
    private readonly List<BackgroundJobServer> _servers = [];
    private readonly ArchiveUpload _upload;
    private WebApplication? _web;

    /// <summary>Starts workers.</summary>
    /// <param name="storage">Where jobs wait.</param>
    /// <param name="queues">From which queues they are taken.</param>
    /// <param name="access">How archives are asked.</param>
    /// <param name="console">Is told of what is not safe.</param>
    public CohortServers(JobStorage storage, IReadOnlyList<CohortQueue> queues, ArchiveAccess access, CommandConsole console)
    {
        _upload = new ArchiveUpload(access, console);
        // As in a batch: one job for each processor leaves no processor to the loops within a job.
        AppContext.SetData("Dcmqi.MaxDegreeOfParallelism", Math.Max(1, Environment.ProcessorCount / queues.Sum(queue => queue.Workers)));
        var activator = new CohortActivator(_folders, new MemoryBudget(MemoryBudget.OfMachine), _upload, access.Arguments);
        foreach (CohortQueue queue in queues)
        {
            _servers.Add(new BackgroundJobServer(
                new BackgroundJobServerOptions
                {
                    Queues = [queue.Name],
                    WorkerCount = queue.Workers,
                    Activator = activator,
                    SchedulePollingInterval = TimeSpan.FromSeconds(1),
                    StopTimeout = TimeSpan.FromSeconds(5),
                    ShutdownTimeout = TimeSpan.FromSeconds(20),
                    CancellationCheckInterval = TimeSpan.FromSeconds(1),
                },
                storage));
        }
    }

    /// <summary>Opens the dashboard.</summary>
    /// <param name="storage">What it shows.</param>
    /// <param name="port">Its port; 0 for one that is free.</param>
    /// <returns>Its address.</returns>
    public string OpenDashboard(JobStorage storage, int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddHangfire(_ => { });
        _web = builder.Build();
        _web.UseHangfireDashboard(DashboardPath, new DashboardOptions { DashboardTitle = "dcmqi cohort" }, storage);
        _web.StartAsync().GetAwaiter().GetResult();
        return _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + DashboardPath;
    }

    public void Dispose()
    {
        foreach (BackgroundJobServer server in _servers)
            server.SendStop();
        foreach (BackgroundJobServer server in _servers)
            server.Dispose();
        _web?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folders.Dispose();
        _upload.Dispose();
    }
}
