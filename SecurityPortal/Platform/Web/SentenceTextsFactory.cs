using System.Collections.Concurrent;

namespace SecurityPortal.Platform.Web;

/// <summary>Wraps every folder's texts in <see cref="SentenceTexts"/>.</summary>
internal sealed class SentenceTextsFactory(IOptions<LocalizationOptions> options, ILoggerFactory loggers) : IStringLocalizerFactory
{
    private readonly ResourceManagerStringLocalizerFactory _files = new(options, loggers);
    private readonly ConcurrentDictionary<Type, SentenceTexts> _texts = new();

    public IStringLocalizer Create(Type resourceSource) =>
        _texts.GetOrAdd(resourceSource, static (type, files) => new(files.Create(type)), _files);

    public IStringLocalizer Create(string baseName, string location) => new SentenceTexts(_files.Create(baseName, location));
}
