using Dcmqi.Measurements;

namespace Dcmqi;

/// <summary>Adds measured segments to a measurement report.</summary>
public static class MeasurementReportBuilderExtensions
{
    /// <summary>Adds measured segments to a report: a group for each, and the segmentation and the images that were measured as what it is about.</summary>
    /// <param name="builder">The builder of the report.</param>
    /// <param name="measurements">What was measured.</param>
    /// <param name="diameters">Whose long and short axes are drawn into images. Default: none.</param>
    /// <returns>The builder.</returns>
    public static MeasurementReportBuilder AddMeasurements(this MeasurementReportBuilder builder, SegmentMeasurements measurements, ReportedDiameters diameters = ReportedDiameters.None)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(measurements);
        foreach (MeasurementGroup group in measurements.ToGroups(diameters, builder.Authorship.Uids))
            builder.AddGroup(group);
        builder.AddCompositeContext(new ReportFile("segmentation", measurements.Segmentation.DataSet));
        return measurements.Images is null ? builder : builder.AddImages(measurements.Images);
    }
}
