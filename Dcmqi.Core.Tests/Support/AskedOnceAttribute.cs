using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Dcmqi.Tests.Support;

/// <summary>
/// Tests of what is the same for both targets: sources, and files that other programs judge (<c>WrittenBytesTests</c> holds that both targets write the same bytes). They take long, and are run on the newer target alone.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class AskedOnceAttribute : NUnitAttribute, IApplyToTest
{
    public void ApplyToTest(Test test)
    {
        if (Environment.Version.Major >= 10 || test.RunState == RunState.NotRunnable)
            return;
        test.RunState = RunState.Ignored;
        test.Properties.Set(PropertyNames.SkipReason, "Run on .NET 10: it is the same for both targets.");
    }
}
