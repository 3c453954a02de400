using Dcmqi.Tests.Support;
using SkiaSharp;

namespace Dcmqi.Tests.Pictures;

/// <summary>The colours of slides, under segments and alone.</summary>
public class SlideColorTests
{
    private const int Columns = 101, Rows = 67, TileColumns = 16, TileRows = 24;

    [TestCase("RGB", 0)]
    [TestCase("RGB", 1)]
    [TestCase("YBR_FULL", 0)]
    public void Region_HasTheColoursOfItsPixels(string meaning, int planar)
    {
        SourceImages source = SourceImages.Load([Slide(meaning, planar).Stream()]);
        using Picture picture = Picture.OfImages(source, PicturePixels.Bare with { Region = new PictureRegion(40, 30, 30, 25), Size = 30 });
        using SKBitmap bitmap = picture.ToBitmap();
        Assert.That((bitmap.Width, bitmap.Height), Is.EqualTo((30, 25)));
        for (int row = 0; row < 25; row++)
        {
            for (int column = 0; column < 30; column++)
                Assert.That(Difference(bitmap.GetPixel(column, row), ColorAt(column + 40, row + 30)), Is.LessThanOrEqualTo(meaning == "RGB" ? 0 : 2), $"({column}, {row})");
        }
    }

    [Test]
    public void WholePlane_MadeSmaller_HasMeans()
    {
        SourceImages source = SourceImages.Load([Slide("RGB", 0).Stream()]);
        using Picture picture = Picture.OfImages(source, PicturePixels.Bare with { Size = 20 });
        Assert.That((picture.Width, picture.Height), Is.EqualTo((21, 14)));
        int red = 0, green = 0, blue = 0;
        for (int row = 10; row < 15; row++)
        {
            for (int column = 35; column < 40; column++)
                (red, green, blue) = (red + ColorAt(column, row).Red, green + ColorAt(column, row).Green, blue + ColorAt(column, row).Blue);
        }

        Assert.That(Difference(picture.At(7, 2), new SKColor((byte)Math.Round(red / 25.0), (byte)Math.Round(green / 25.0), (byte)Math.Round(blue / 25.0))), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void Pyramid_GivesTheLevelThatFits()
    {
        // The second level has a quarter of the columns and rows, and one colour of its own.
        var coarse = new PhantomSlide(26, 17, TileColumns, TileRows) { Instance = 1, SpacingMm = (0.002, 0.002), Change = image => Fill(image, 26, 17, (_, _) => new SKColor(10, 200, 90)) };
        SourceImages source = SourceImages.Load([Slide("RGB", 0).Stream(), coarse.Stream()]);
        using Segmentation segmentation = Segments(SourceImages.Load([Slide("RGB", 0).Stream()]));
        PictureOptions outline = PicturePixels.Bare with { Style = SegmentStyle.Outline };
        using Picture whole = Picture.Of(source, segmentation, outline with { Size = 25 });
        using Picture part = Picture.Of(source, segmentation, outline with { Region = new PictureRegion(0, 0, 20, 20), Size = 20 });
        Assert.That(whole.At(2, 2), Is.EqualTo(new SKColor(10, 200, 90)));
        Assert.That(part.At(2, 2), Is.EqualTo(ColorAt(2, 2)));
        Assert.That(whole.Find(PicturePixels.ColorOf(segmentation, 1)).Count, Is.Positive);
    }

    [TestCase("+eb")]
    [TestCase("+eb --color-rgb")]
    public void JpegOfDcmtk_HasTheColoursThatDcmtkDecodes(string options)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["plain.dcm"], Slide("RGB", 0).File());
        Assert.That(ExternalProgram.Find("dcmcjpeg", "dcmtk").Run([.. options.Split(' '), folder["plain.dcm"], folder["jpeg.dcm"]]).ExitCode, Is.Zero);
        Assert.That(ExternalProgram.Find("dcmdjpeg", "dcmtk").Run(folder["jpeg.dcm"], folder["decoded.dcm"]).ExitCode, Is.Zero);
        PictureOptions region = PicturePixels.Bare with { Region = new PictureRegion(20, 10, 60, 50), Size = 60 };
        using Picture ours = Picture.OfImages(SourceImages.Load([folder["jpeg.dcm"]]), region);
        using Picture theirs = Picture.OfImages(SourceImages.Load([folder["decoded.dcm"]]), region);
        using SKBitmap one = ours.ToBitmap(), other = theirs.ToBitmap();
        double sum = 0;
        for (int row = 0; row < one.Height; row++)
        {
            for (int column = 0; column < one.Width; column++)
                sum += Difference(one.GetPixel(column, row), other.GetPixel(column, row));
        }

        // Decoders interpolate chrominance in ways of their own; a wrong colour space is some hundred off.
        Assert.That(sum / one.Width / one.Height, Is.LessThan(6));
    }

    [Test]
    public void ColorsThatCannotBeRead_AreRefused()
    {
        SourceImages palette = SourceImages.Load([Slide("PALETTE COLOR", 0).Stream()]);
        Assert.That(() => Picture.OfImages(palette), Throws.TypeOf<NotSupportedException>().With.Message.Contains("PALETTE COLOR"));
        using Segmentation segmentation = Segments(SourceImages.Load([Slide("RGB", 0).Stream()]));
        SourceImages other = SourceImages.Load([new PhantomSlide(500, 300, TileColumns, TileRows) { Name = "other" }.Stream()]);
        Assert.That(() => Picture.Of(other, segmentation), Throws.TypeOf<ConversionException>().With.Message.Contains("101 x 67"));
    }

    private static Segmentation Segments(SourceImages source)
    {
        var labels = new Volume<byte>(new VolumeGeometry(new VolumeSize(Columns, Rows, 1), default, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ));
        for (int row = 40; row < 60; row++)
            labels.Slice(0).Slice(row * Columns + 50, 30).Fill(1);
        return new SlideSegmentationBuilder(source).AddLabelMap(labels, PicturePixels.Segments(1)).Build();
    }

    // Smooth, so that JPEG keeps it, and another in every direction.
    private static SKColor ColorAt(int column, int row) => new((byte)(40 + 2 * column), (byte)(230 - 3 * row), (byte)(60 + column + row));

    private static int Difference(SKColor one, SKColor other) => Math.Max(Math.Abs(one.Red - other.Red), Math.Max(Math.Abs(one.Green - other.Green), Math.Abs(one.Blue - other.Blue)));

    private static PhantomSlide Slide(string meaning, int planar) => new(Columns, Rows, TileColumns, TileRows)
    {
        Change = image => Fill(image.Text(0x00280004, "CS", meaning).Number(0x00280006, (ushort)planar), Columns, Rows, ColorAt, meaning == "YBR_FULL", planar == 1),
    };

    // Frames row by row of tiles; what lies beyond the plane is black.
    private static void Fill(PhantomDataSet image, int columns, int rows, Func<int, int, SKColor> colorAt, bool isYbr = false, bool isByPlane = false)
    {
        int across = (columns + TileColumns - 1) / TileColumns, down = (rows + TileRows - 1) / TileRows, pixels = TileColumns * TileRows;
        byte[] bytes = new byte[(across * down * pixels * 3 + 1) & ~1];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                int frame = row / TileRows * across + column / TileColumns, pixel = row % TileRows * TileColumns + column % TileColumns;
                SKColor color = colorAt(column, row);
                byte[] samples = isYbr ? Ybr(color) : [color.Red, color.Green, color.Blue];
                for (int sample = 0; sample < 3; sample++)
                    bytes[frame * pixels * 3 + (isByPlane ? sample * pixels + pixel : pixel * 3 + sample)] = samples[sample];
            }
        }

        image.Bytes(0x7FE00010, "OB", bytes);
    }

    // PS3.3 C.7.6.3.1.2.
    private static byte[] Ybr(SKColor color) =>
    [
        (byte)Math.Round(0.299 * color.Red + 0.587 * color.Green + 0.114 * color.Blue),
        (byte)Math.Round(-0.1687 * color.Red - 0.3313 * color.Green + 0.5 * color.Blue + 128),
        (byte)Math.Round(0.5 * color.Red - 0.4187 * color.Green - 0.0813 * color.Blue + 128),
    ];
}
