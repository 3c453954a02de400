using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dcmqi.Binary;

/// <summary>Arrays of voxels, on large memory pages where the system gives them.</summary>
/// <remarks>Filling a fresh array of 200 MB touches 50,000 pages of 4 KB, and where each costs a fault of 10 to 20 microseconds, as in virtual machines, that is longer than all the rest. Linux leaves it to the program to ask for pages of 2 MB.</remarks>
internal static class LargeArrays
{
    /// <summary>The switch of the program (runtimeconfig.json, <see cref="AppContext"/>) that says whether large pages are asked for; <see langword="true"/> unless it is set.</summary>
    public const string Switch = "Dcmqi.UseLargePages";

    private const long WorthAsking = 16 << 20;
    private const long HugePage = 2 << 20;
    private const int UseHugePages = 14; // MADV_HUGEPAGE, madvise(2).

    /// <summary>An array whose content is not defined.</summary>
    public static T[] Uninitialized<T>(int length)
        where T : unmanaged => OnHugePages(GC.AllocateUninitializedArray<T>(length));

    /// <summary>An array of zeros.</summary>
    public static T[] Zeroed<T>(int length)
        where T : unmanaged => OnHugePages(new T[length]);

    private static T[] OnHugePages<T>(T[] array)
        where T : unmanaged
    {
        long bytes = array.LongLength * Unsafe.SizeOf<T>();
        if (bytes < WorthAsking || !OperatingSystem.IsLinux() || (AppContext.TryGetSwitch(Switch, out bool isOn) && !isOn))
            return array;
        GCHandle pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        try
        {
            long address = pin.AddrOfPinnedObject();
            long start = (address + HugePage - 1) & ~(HugePage - 1);
            long end = (address + bytes) & ~(HugePage - 1);
            _ = Advise((nint)start, (nuint)(end - start), UseHugePages);
        }
        catch (Exception failure) when (failure is DllNotFoundException or EntryPointNotFoundException)
        {
            // It is advice: without it all is the same, only slower.
        }
        finally
        {
            pin.Free();
        }

        return array;
    }

    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int Advise(nint address, nuint length, int advice);
}
