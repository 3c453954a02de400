using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>What the functional groups say of frames that lie in the patient. They are read in one pass, and none is kept that nobody asked for before.</summary>
internal sealed class PatientFrames
{
    private readonly List<string> _warnings = [];

    private PatientFrames()
    {
    }

    /// <summary>Items of the Per-Frame Functional Groups Sequence.</summary>
    public int Items { get; private set; }

    /// <summary>The plane of each frame.</summary>
    public List<ImagePlane> Planes { get; } = [];

    /// <summary>The Temporal Position Index of each frame; <see langword="null"/> where time is no dimension, or not all frames have one.</summary>
    public List<int>? Times { get; private set; }

    /// <summary>Spacing Between Slices as the first frame has it, or what is taken for it.</summary>
    public double? SpacingBetweenSlicesMm { get; private set; }

    /// <summary>What was tolerated.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <param name="dataSet">The object.</param>
    /// <param name="shared">Its shared functional groups.</param>
    /// <param name="planes">Reads planes.</param>
    /// <param name="most">Frames; items beyond are counted.</param>
    /// <param name="onFrame">Is given each frame, from 0 in order, with its functional groups and the shared ones.</param>
    /// <exception cref="DicomFormatException">An attribute that a frame must have is missing or cannot be.</exception>
    public static PatientFrames Read(DataSet dataSet, DataSet? shared, FramePlanes planes, long most, Action<int, DataSet, DataSet?>? onFrame)
    {
        var read = new PatientFrames { Times = FrameTimes.AreDimension(dataSet) ? [] : null };
        foreach (DataSet groups in dataSet.EnumerateItems(Tags.PerFrameFunctionalGroupsSequence))
        {
            int frame = read.Items++;
            if (frame >= most)
                continue;
            read.Planes.Add(planes.Read(groups, frame));
            if (frame == 0)
                read.SpacingBetweenSlicesMm = planes.SpacingBetweenSlicesMm(groups, read._warnings);
            if (read.Times is { } times)
            {
                if (FrameTimes.Of(groups) is { } time)
                    times.Add(time);
                else
                    read.Times = null;
            }

            onFrame?.Invoke(frame, groups, shared);
        }

        return read;
    }
}
