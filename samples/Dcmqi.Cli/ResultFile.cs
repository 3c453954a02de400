namespace Dcmqi.Cli;

/// <summary>Opens a file of any of the kinds that this program writes.</summary>
internal static class ResultFile
{
    /// <summary>A Segmentation, a Parametric Map, a report, a structure set or surfaces. What is none of them is told as no segmentation.</summary>
    public static CompositeInstance Open(string path)
    {
        try
        {
            return Segmentation.Open(path);
        }
        catch (NotSupportedException) when (TryOpen(() => ParametricMap.Open(path)) is { } map)
        {
            return map;
        }
        catch (NotSupportedException) when (TryOpen(() => MeasurementReport.Open(path)) is { } report)
        {
            return report;
        }
        catch (NotSupportedException) when (TryOpen(() => RtStructureSet.Open(path)) is { } set)
        {
            return set;
        }
        catch (NotSupportedException) when (TryOpen(() => SurfaceSegmentation.Open(path)) is { } surfaces)
        {
            return surfaces;
        }
        catch (NotSupportedException) when (TryOpen(() => EncapsulatedSurface.Open(path)) is { } model)
        {
            return model;
        }
    }

    private static CompositeInstance? TryOpen(Func<CompositeInstance> open)
    {
        try
        {
            return open();
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
