using System.Collections.Concurrent;
using Dcmqi.Binary;

namespace Dcmqi.Tests.Binary;

public sealed class ParallelLoopTests
{
    [TestCase(0, 4)]
    [TestCase(1, 4)]
    [TestCase(1001, 1)]
    [TestCase(1001, 4)]
    public void Run_EveryStepOnce_AndEveryStateEnds(int count, int threads)
    {
        int[] done = new int[count];
        int started = 0;
        var ended = new ConcurrentBag<int>();
        ParallelLoop.Run(count, () => Interlocked.Increment(ref started) * 0, (index, ref steps) =>
        {
            Interlocked.Increment(ref done[index]);
            steps++;
        }, CancellationToken.None, threads, ended.Add);
        Assert.That(done, Is.All.EqualTo(1));
        Assert.That(ended.Sum(), Is.EqualTo(count));
        Assert.That(ended, Has.Count.EqualTo(started));
    }

    // Threads of Parallel.For change places every 0.1 s.
    [Test]
    public void Run_LongLoop_MakesNoMoreStatesThanThreads()
    {
        int started = 0;
        ParallelLoop.Run(400, () => Interlocked.Increment(ref started), (_, ref _) => Thread.Sleep(2), CancellationToken.None, 2);
        Assert.That(started, Is.InRange(1, 2));
    }

    [Test]
    public void Run_OneThread_GoesInOrderOnTheCallersThread()
    {
        var order = new List<int>();
        int caller = Environment.CurrentManagedThreadId;
        ParallelLoop.Run(300, index => order.Add(Environment.CurrentManagedThreadId == caller ? index : -1), CancellationToken.None, 1);
        Assert.That(order, Is.EqualTo(Enumerable.Range(0, 300)));
    }

    [Test]
    public void Run_NeverMoreAtOnceThanThreads()
    {
        int atOnce = 0;
        int most = 0;
        ParallelLoop.Run(200, _ =>
        {
            int now = Interlocked.Increment(ref atOnce);
            InterlockedMax(ref most, now);
            Thread.Yield();
            Interlocked.Decrement(ref atOnce);
        }, CancellationToken.None, 3);
        Assert.That(most, Is.InRange(1, 3));
    }

    // Whichever thread comes first: the failure of the first step that fails, as it was thrown.
    [Test]
    public void Run_SeveralFailures_ThrowsThatOfTheFirstStep([Range(0, 20)] int round, [Values(1, 4)] int threads)
    {
        FileNotFoundException? failure = Assert.Throws<FileNotFoundException>(() => ParallelLoop.Run(500, index =>
        {
            if (index >= 37 && index % 3 == round % 3)
                throw new FileNotFoundException($"step {index}");
        }, CancellationToken.None, threads));
        Assert.That(failure!.Message, Is.EqualTo($"step {Enumerable.Range(37, 3).First(index => index % 3 == round % 3)}"));
    }

    [TestCase(1)]
    [TestCase(4)]
    public void Run_StateThatCannotBeMade_LeavesAsThrown(int threads) =>
        Assert.Throws<NotSupportedException>(() => ParallelLoop.Run<int>(9, () => throw new NotSupportedException(), (_, ref _) => { }, CancellationToken.None, threads));

    [TestCase(1)]
    [TestCase(4)]
    public void Run_CancelledBetweenSteps_Stops(int threads)
    {
        using var stop = new CancellationTokenSource();
        int done = 0;
        Assert.That(
            () => ParallelLoop.Run(100_000, _ =>
            {
                if (Interlocked.Increment(ref done) == 10)
                    stop.Cancel();
            }, stop.Token, threads),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(done, Is.LessThan(100_000));
    }

    // The setting belongs to the whole process.
    [Test]
    [NonParallelizable]
    public void DefaultThreads_ComesFromTheSettingOfTheProgram()
    {
        Assert.That(ParallelLoop.DefaultThreads, Is.EqualTo(Environment.ProcessorCount));
        try
        {
            AppContext.SetData(ParallelLoop.Setting, "3");
            Assert.That(ParallelLoop.DefaultThreads, Is.EqualTo(3));
            Assert.That(new SegmentMeasurementOptions().MaxDegreeOfParallelism, Is.EqualTo(3));
            AppContext.SetData(ParallelLoop.Setting, 5);
            Assert.That(ParallelLoop.DefaultThreads, Is.EqualTo(5));
            foreach (object wrong in (object[])["0", "-2", "all", 0, -1, 2.5, ""])
            {
                AppContext.SetData(ParallelLoop.Setting, wrong);
                Assert.That(() => ParallelLoop.DefaultThreads, Throws.InvalidOperationException.With.Message.Contains(ParallelLoop.Setting));
            }
        }
        finally
        {
            AppContext.SetData(ParallelLoop.Setting, null);
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (int seen = Volatile.Read(ref most); seen < value; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
