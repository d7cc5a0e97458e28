using Dispatch.Api.Http;
using Dispatch.Engine.Distributing;
using Dispatch.Engine.Exchanging;

namespace Dispatch.Api.Distributing;

/// <summary>Carries packages and answers to partners' folders and back. Folders may lie on a disk far away: whoever waits for it, nobody waits for them.</summary>
internal sealed class ExchangeService(OutboxCarrier carrier, ExchangeIn partners, RoundLog rounds, IHostApplicationLifetime lifetime, ILogger<ExchangeService> logger)
    : RoundService(RoundWork.Exchanging, stop => CarryAsync(partners, carrier, stop), TimeSpan.FromSeconds(1), rounds, lifetime, logger)
{
    private static async Task CarryAsync(ExchangeIn partners, OutboxCarrier carrier, CancellationToken cancellationToken)
    {
        await partners.FetchAsync(cancellationToken);
        await carrier.DrainAsync(DeliveryChannel.Exchange, cancellationToken);
    }
}

/// <summary>Sends notices by e-mail; a mail server that hangs holds up mail and nothing else.</summary>
internal sealed class MailService(OutboxCarrier carrier, RoundLog rounds, IHostApplicationLifetime lifetime, ILogger<MailService> logger)
    : RoundService(RoundWork.Mailing, stop => carrier.DrainAsync(DeliveryChannel.Email, stop), TimeSpan.FromSeconds(1), rounds, lifetime, logger);
