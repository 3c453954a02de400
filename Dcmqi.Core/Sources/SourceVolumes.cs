using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>Parts frames into volumes in which no position occurs twice, as far as something tells frames in one place apart.</summary>
internal static class SourceVolumes
{
    /// <summary>The frames of each volume, and what they have that others in the same place have not.</summary>
    public static List<(string Description, List<SourceFrame> Frames)> Split(IReadOnlyList<SourceFrame> frames)
    {
        List<List<SourceFrame>> stacks = FrameGrids.Stacks(frames);
        var volumes = new List<(string, List<SourceFrame>)>();
        bool isOneSeries = stacks.TrueForAll(stack => stack[0].Image.SeriesInstanceUid == stacks[0][0].Image.SeriesInstanceUid);
        foreach (List<SourceFrame> stack in stacks)
        {
            string name = stacks.Count > 1 && stack[0].StackId is { } id ? $"stack {id}" : "";
            if (!isOneSeries)
                name = Join($"{stack[0].Image.Header.GetString(Tags.Modality)} series {stack[0].Image.Header.GetString(Tags.SeriesNumber) ?? stack[0].Image.SeriesInstanceUid}", name);
            if (stack[0].Plane is null)
                volumes.Add((name, stack));
            else
                volumes.AddRange(Split(name, stack, 0));
        }

        return volumes;
    }

    private static IEnumerable<(string Description, List<SourceFrame> Frames)> Split(string description, List<SourceFrame> frames, int trait)
    {
        List<SourceFrame>[] positions = Positions(frames);
        if (positions.Length == frames.Count)
            return [(description, frames)];
        for (; trait < FrameTraits.All.Count; trait++)
        {
            (string name, Func<SourceFrame, string?> valueOf) = FrameTraits.All[trait];
            if (!Array.Exists(positions, position => Differs(position, valueOf)))
                continue;
            int next = trait + 1;
            return frames
                .GroupBy(valueOf)
                .OrderBy(group => Numeric(group.Key))
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .SelectMany(group => Split(Join(description, group.Key is null ? $"no {name}" : $"{name} {group.Key}"), [.. group], next));
        }

        // Nothing tells them apart; their order does where there are as many everywhere.
        int count = positions[0].Count;
        if (Array.Exists(positions, position => position.Count != count))
            return [(description, frames)];
        return Enumerable.Range(0, count).Select(rank => (Join(description, $"repetition {rank + 1}"), positions.Select(position => position[rank]).ToList()));
    }

    private static bool Differs(List<SourceFrame> position, Func<SourceFrame, string?> valueOf)
    {
        if (position.Count == 1)
            return false;
        string? first = valueOf(position[0]);
        return position.Exists(frame => valueOf(frame) != first);
    }

    private static List<SourceFrame>[] Positions(List<SourceFrame> frames)
    {
        int[] positionOf = PlaneStack.Of([.. frames.Select(frame => frame.Plane!.Value)], null).PositionOfPlane;
        var positions = new List<SourceFrame>?[frames.Count];
        for (int index = 0; index < positionOf.Length; index++)
            (positions[positionOf[index]] ??= []).Add(frames[index]);
        return [.. positions.OfType<List<SourceFrame>>()];
    }

    private static double Numeric(string? text) =>
        double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double number) ? number : double.MaxValue;

    private static string Join(string first, string second) => first.Length == 0 || second.Length == 0 ? first + second : $"{first}, {second}";
}
