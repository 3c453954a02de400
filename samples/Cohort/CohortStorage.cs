using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;

namespace Dcmqi.Cohort;

/// <summary>Where jobs wait and what became of them stands: in memory, or in PostgreSQL for several processes.</summary>
internal static class CohortStorage
{
    /// <summary>The environment variable that holds the connection, so that a password stands in no list of processes.</summary>
    public const string Variable = "DCMQI_STORAGE";

    /// <summary>The storage of this process alone.</summary>
    public static JobStorage InMemory() => new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = null });

    /// <summary>The storage of all workers.</summary>
    /// <param name="connection">The connection of Npgsql; that of the environment if <see langword="null"/>.</param>
    /// <param name="invisibility">After how long a job whose worker is gone is given to another.</param>
    /// <exception cref="ArgumentException">There is no connection, or it cannot be meant.</exception>
    public static JobStorage PostgreSql(string? connection, TimeSpan invisibility)
    {
        connection ??= Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(connection))
            throw new ArgumentException($"--storage or the environment variable {Variable} is needed, such as \"Host=db;Database=cohort;Username=dcmqi\".");
        var options = new PostgreSqlStorageOptions
        {
            // A worker that lives says so again and again; the job of one that was killed is free after this.
            InvisibilityTimeout = invisibility,
            UseSlidingInvisibilityTimeout = true,

            // So are the locks that it left: they last moments, unless nobody is there to release them.
            DistributedLockTimeout = invisibility,
            QueuePollInterval = TimeSpan.FromSeconds(1),
            EnableLongPolling = true,
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connection, options), options);
    }

    /// <summary>How jobs are tried again: those that may pass.</summary>
    public static void UseRetries(int retries)
    {
        GlobalJobFilters.Filters.Remove<AutomaticRetryAttribute>();
        GlobalJobFilters.Filters.Add(new AutomaticRetryAttribute
        {
            Attempts = retries,
            DelayInSecondsByAttemptFunc = attempt => 1 << (int)Math.Min(attempt, 8),
            ExceptOn = [typeof(JobFaultException)],
            LogEvents = false,
        });
    }
}
