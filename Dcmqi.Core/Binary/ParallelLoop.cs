using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.ExceptionServices;

namespace Dcmqi.Binary;

/// <summary>The one place where work is spread over processors: it stops between steps when cancelled, and its failures leave as those of an ordinary loop do.</summary>
internal static class ParallelLoop
{
    /// <summary>The setting of the program (runtimeconfig.json, <see cref="AppContext"/>) that says how many threads a loop uses where no option does.</summary>
    public const string Setting = "Dcmqi.MaxDegreeOfParallelism";

    /// <summary>How many threads a loop uses where no option says it: the <see cref="Setting"/>, else one for each processor.</summary>
    /// <exception cref="InvalidOperationException">The setting is not a number from 1.</exception>
    public static int DefaultThreads => AppContext.GetData(Setting) switch
    {
        null => Environment.ProcessorCount,
        int threads when threads > 0 => threads,
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads > 0 => threads,
        object other => throw new InvalidOperationException($"The setting {Setting} is '{other}'; a whole number from 1 is expected."),
    };

    /// <summary>What is done for one step, with what the thread keeps from step to step.</summary>
    public delegate void Body<TState>(int index, ref TState state);

    /// <summary>Runs a body for each index from 0 to <paramref name="count"/> - 1, in any order.</summary>
    /// <inheritdoc cref="Run{TState}(int, Func{TState}, Body{TState}, CancellationToken, int?, Action{TState}?)"/>
    public static void Run(int count, Action<int> body, CancellationToken cancellationToken, int? threads = null) =>
        Run(count, () => false, (index, ref _) => body(index), cancellationToken, threads);

    /// <summary>Runs a body for each index from 0 to <paramref name="count"/> - 1, in any order; by one thread in ascending order.</summary>
    /// <param name="count">How many steps there are.</param>
    /// <param name="newState">Makes what one thread keeps from step to step, such as a buffer.</param>
    /// <param name="body">Does one step. Where it throws, no step after it is begun, and the exception of the first step that failed leaves as it was thrown.</param>
    /// <param name="cancellationToken">Cancels between steps.</param>
    /// <param name="threads">How many steps are done at once, at least 1; <see langword="null"/> for <see cref="DefaultThreads"/>.</param>
    /// <param name="end">Is given what each thread kept, one after the other, at the end.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Run<TState>(
        int count, Func<TState> newState, Body<TState> body, CancellationToken cancellationToken, int? threads = null, Action<TState>? end = null)
    {
        int atOnce = Math.Min(count, threads ?? DefaultThreads);
        if (atOnce > 1)
            RunAtOnce(count, newState, body, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = atOnce }, end);
        else
            RunInOrder(count, newState, body, end, cancellationToken);
    }

    /// <summary>Makes something for each index from 0 to <paramref name="count"/> - 1 on several threads, and hands it over in order. No more are under way than there are threads, and one.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="make">Makes one. Where it throws, the exception of the first that failed leaves as it was thrown, after all before were handed over.</param>
    /// <param name="threads">How many are made at once; by one thread each is made when it is asked for.</param>
    public static IEnumerable<T> InOrder<T>(long count, Func<long, T> make, int threads)
    {
        if (threads == 1 || count < 2)
        {
            for (long index = 0; index < count; index++)
                yield return make(index);
            yield break;
        }

        var running = new Queue<Task<T>>();
        try
        {
            for (long next = 0; next < count || running.Count > 0;)
            {
                while (next < count && running.Count <= threads)
                {
                    long index = next++;
                    running.Enqueue(Task.Run(() => make(index)));
                }

                yield return running.Dequeue().GetAwaiter().GetResult();
            }
        }
        finally
        {
            foreach (Task<T> task in running)
                ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        }
    }

    private static void RunInOrder<TState>(int count, Func<TState> newState, Body<TState> body, Action<TState>? end, CancellationToken cancellationToken)
    {
        TState state = newState();
        for (int index = 0; index < count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            body(index, ref state);
        }

        end?.Invoke(state);
    }

    private static void RunAtOnce<TState>(int count, Func<TState> newState, Body<TState> body, ParallelOptions options, Action<TState>? end)
    {
        var failures = new Failures();

        // A thread of Parallel.For gives up its place every tenth of a second, and whoever takes it would begin with a new state: new buffers, again and again.
        var free = new ConcurrentBag<TState>();
        try
        {
            Parallel.For(0, count, options, () => free.TryTake(out TState? left) ? left : newState(), (index, loop, state) =>
            {
                try
                {
                    body(index, ref state);
                }
                catch (Exception failure)
                {
                    failures.Add(index, failure);

                    // Steps before this one are still done: one of them may fail too, and so each run says the same.
                    loop.Break();
                }

                return state;
            }, free.Add);
        }
        catch (AggregateException failure)
        {
            // Of newState.
            ExceptionDispatchInfo.Throw(failure.Flatten().InnerExceptions[0]);
        }
        finally
        {
            foreach (TState state in free)
                end?.Invoke(state);
        }

        failures.ThrowFirst();
    }

    private sealed class Failures
    {
        private readonly object _gate = new();
        private int _index = int.MaxValue;
        private ExceptionDispatchInfo? _first;

        public void Add(int index, Exception failure)
        {
            lock (_gate)
            {
                if (index < _index)
                    (_index, _first) = (index, ExceptionDispatchInfo.Capture(failure));
            }
        }

        public void ThrowFirst() => _first?.Throw();
    }
}
